package dev.scopegate.gateway.connection;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
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
    private final Runnable unwanted;

    /**
     * Two steps.
     *
     * @param next is asked for once the first is over; null where nothing is left to do
     * @param instead comes where the first fails
     * @param unwanted is run where neither comes: whoever waited went away meanwhile
     */
    public InTurn(
            Mono<Void> first,
            Supplier<@Nullable Mono<Void>> next,
            Function<Throwable, Mono<Void>> instead,
            Runnable unwanted) {
        this.first = first;
        this.next = next;
        this.instead = instead;
        this.unwanted = unwanted;
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
        private static final AtomicIntegerFieldUpdater<Run> ENDED =
                AtomicIntegerFieldUpdater.newUpdater(Run.class, "ended");

        private final CoreSubscriber<? super Void> actual;
        private volatile @Nullable Subscription current;
        /** Of the first step: by itself or because nobody waits any more, whichever comes sooner. */
        private volatile int ended;

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
            if (!first) {
                actual.onComplete();
            } else if (end()) {
                Mono<Void> rest = made(next);
                if (rest == null) {
                    actual.onComplete();
                } else {
                    goOn(rest);
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (!first) {
                actual.onError(failure);
            } else if (end()) {
                goOn(Objects.requireNonNull(made(() -> instead.apply(failure))));
            }
        }

        private boolean end() {
            return ENDED.compareAndSet(this, 0, 1);
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
            boolean before = end();
            Operators.terminate(CURRENT, this);
            if (before) {
                unwanted.run();
            }
        }
    }
}
