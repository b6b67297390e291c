package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.Passing;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * An upstream's answer, which fails as with the host where it does not begin in time. Its timer is one of the
 * connection's own event loop: it wakes no other thread.
 */
final class AwaitedAnswer extends Mono<Void> {

    private final EventLoop loop;
    private final @Nullable Duration patience;
    private final Function<Awaiting, Mono<Void>> call;

    /**
     * An answer.
     *
     * @param patience how long it may take to begin; null for ever
     * @param call is given whom to tell that it begins
     */
    AwaitedAnswer(EventLoop loop, @Nullable Duration patience, Function<Awaiting, Mono<Void>> call) {
        this.loop = loop;
        this.patience = patience;
        this.call = call;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Awaiting awaiting = new Awaiting(actual);
        if (patience != null) {
            awaiting.timer = loop.schedule(() -> awaiting.tooLate(patience), patience.toNanos(), TimeUnit.NANOSECONDS);
        }
        try {
            call.apply(awaiting).subscribe(awaiting);
        } catch (RuntimeException e) {
            awaiting.decide(Phase.OVER);
            Operators.error(actual, e);
        }
    }

    private enum Phase {
        AWAITED,
        LATE,
        OVER
    }

    /** Waits for it. */
    static final class Awaiting extends Passing {

        private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.AWAITED);
        private @Nullable Future<?> timer;
        private volatile @Nullable Disposable upstream;

        private Awaiting(CoreSubscriber<? super Void> actual) {
            super(actual);
        }

        /** The answer begins; false where nobody waits for it any more. */
        boolean begins(Disposable connection) {
            upstream = connection;
            if (decide(Phase.OVER)) {
                return true;
            }
            connection.dispose();
            return false;
        }

        private boolean decide(Phase next) {
            boolean first = phase.compareAndSet(Phase.AWAITED, next);
            Future<?> set = timer;
            if (first && set != null) {
                set.cancel(false);
            }
            return first;
        }

        private void tooLate(Duration patience) {
            if (decide(Phase.LATE)) {
                cancel();
                TimeoutException late = new TimeoutException("Response took longer than timeout: " + patience);
                actual().onError(new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, late.getMessage(), late));
            }
        }

        @Override
        protected void hookOnComplete() {
            decide(Phase.OVER);
            if (phase.get() != Phase.LATE) {
                super.hookOnComplete();
            }
        }

        @Override
        protected void hookOnError(Throwable failure) {
            decide(Phase.OVER);
            drop();
            if (phase.get() != Phase.LATE) {
                super.hookOnError(failure);
            }
        }

        @Override
        protected void hookOnCancel() {
            decide(Phase.OVER);
            drop();
        }

        private void drop() {
            Disposable connection = upstream;
            if (connection != null) {
                connection.dispose();
            }
        }
    }
}
