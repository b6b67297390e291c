package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.connection.Passing;
import dev.scopegate.gateway.forward.OpenCall;
import dev.scopegate.gateway.forward.StreamGuard;
import dev.scopegate.policy.decision.Decision.Deny;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * A call's work, and what takes its place where the call has to end before it does. One operator, since every permitted
 * call has it: put together of the library's own it would be ten.
 */
final class WatchedWork extends Mono<Void> {

    private final Mono<Void> work;
    private final StreamGuard streams;
    private final OpenCall call;
    private final long mark;
    private final Function<Deny, Mono<Mono<Void>>> instead;

    /**
     * Watched work.
     *
     * @param mark how far the gateway had heard of changes before the call's grant was looked up
     * @param instead comes when the call has had its time to end by itself, and brings what is to be done then
     */
    WatchedWork(
            Mono<Void> work, StreamGuard streams, OpenCall call, long mark, Function<Deny, Mono<Mono<Void>>> instead) {
        this.work = work;
        this.streams = streams;
        this.call = call;
        this.mark = mark;
        this.instead = instead;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Run run = new Run(actual);
        streams.begins(call, mark);
        call.whenEnding(run::await);
        work.subscribe(run);
    }

    private enum Phase {
        UNDERWAY,
        REPLACED,
        OVER
    }

    private final class Run extends Passing {

        private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.UNDERWAY);
        private volatile @Nullable Disposable waiting;
        private volatile @Nullable Disposable replacement;

        Run(CoreSubscriber<? super Void> actual) {
            super(actual);
        }

        @Override
        protected void hookOnComplete() {
            if (leave(Phase.OVER)) {
                super.hookOnComplete();
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            if (leave(Phase.OVER)) {
                super.hookOnError(failure);
            }
        }

        @Override
        protected void hookOnCancel() {
            leave(Phase.OVER);
            Disposable other = replacement;
            if (other != null) {
                other.dispose();
            }
        }

        private boolean leave(Phase next) {
            if (!phase.compareAndSet(Phase.UNDERWAY, next)) {
                return false;
            }
            streams.ended(call);
            Disposable due = waiting;
            if (due != null) {
                due.dispose();
            }
            return true;
        }

        private void await(Deny deny) {
            Disposable due = instead.apply(deny).subscribe(this::replace);
            waiting = due;
            if (phase.get() != Phase.UNDERWAY) {
                due.dispose();
            }
        }

        private void replace(Mono<Void> other) {
            if (leave(Phase.REPLACED)) {
                upstream().cancel();
                Disposable begun =
                        other.subscribe(done -> {}, actual()::onError, actual()::onComplete, currentContext());
                replacement = begun;
                if (isDisposed()) {
                    begun.dispose();
                }
            }
        }
    }
}
