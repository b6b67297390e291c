package dev.scopegate.gateway.connection;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** One step, and the next once it is over. One operator, since every call has it several times: the library has three. */
public final class InTurn extends Mono<Void> {

    private final Mono<Void> first;
    private final Supplier<@Nullable Mono<Void>> next;
    private final Function<Throwable, Mono<Void>> instead;

    /**
     * Two steps.
     *
     * @param next is asked for once the first is over; null where nothing is left to do
     * @param instead comes where the first fails
     */
    public InTurn(Mono<Void> first, Supplier<@Nullable Mono<Void>> next, Function<Throwable, Mono<Void>> instead) {
        this.first = first;
        this.next = next;
        this.instead = instead;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Run run = new Run(actual);
        actual.onSubscribe(run);
        first.subscribe(run);
    }

    /** Of the first, then of the other. */
    private final class Run implements CoreSubscriber<Void>, Subscription {

        private static final AtomicReferenceFieldUpdater<Run, @Nullable Subscription> CURRENT =
                AtomicReferenceFieldUpdater.newUpdater(Run.class, Subscription.class, "current");

        private final CoreSubscriber<? super Void> actual;
        private volatile @Nullable Subscription current;
        private boolean first = true;

        Run(CoreSubscriber<? super Void> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.replace(CURRENT, this, subscription)) {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(Void never) {}

        @Override
        public void onComplete() {
            Mono<Void> rest = first ? made(next) : null;
            if (rest == null) {
                actual.onComplete();
            } else {
                goOn(rest);
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (first) {
                goOn(Objects.requireNonNull(made(() -> instead.apply(failure))));
            } else {
                actual.onError(failure);
            }
        }

        private static @Nullable Mono<Void> made(Supplier<@Nullable Mono<Void>> step) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                return Mono.error(e);
            }
        }

        private void goOn(Mono<Void> rest) {
            first = false;
            rest.subscribe(this);
        }

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {
            Operators.terminate(CURRENT, this);
        }
    }
}
