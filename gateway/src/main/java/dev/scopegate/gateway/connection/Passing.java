package dev.scopegate.gateway.connection;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.util.context.Context;

/**
 * Stands between a call's work and whoever waits for its end, and passes everything on. Subclasses see to what they are
 * for: one operator of our own where several of the library's would do the same at many times the cost.
 */
public abstract class Passing extends BaseSubscriber<Void> {

    private final CoreSubscriber<? super Void> actual;
    /** The same for as long as the call lasts: the library would ask all the way down each time. */
    private final Context context;

    /** Stands before this one. */
    protected Passing(CoreSubscriber<? super Void> actual) {
        this.actual = actual;
        this.context = actual.currentContext();
    }

    /** Whoever waits. */
    protected final CoreSubscriber<? super Void> actual() {
        return actual;
    }

    @Override
    public final Context currentContext() {
        return context;
    }

    @Override
    protected final void hookOnSubscribe(Subscription subscription) {
        actual.onSubscribe(this);
    }

    @Override
    protected void hookOnComplete() {
        actual.onComplete();
    }

    @Override
    protected void hookOnError(Throwable failure) {
        actual.onError(failure);
    }
}
