package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.Passing;
import dev.scopegate.policy.decision.Reason;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/**
 * Calls an upstream behind a circuit breaker of its route: one that cannot be reached or does not answer in time is left
 * alone for a while, so that its callers hear so at once. What an upstream answers, whatever the status, is an answer.
 */
public final class UpstreamGuard {

    private final CircuitBreakerRegistry breakers;

    public UpstreamGuard(CircuitBreakerRegistry breakers) {
        this.breakers = breakers;
    }

    public Mono<Void> call(String route, Mono<Void> upstream) {
        return new Guarded(breakers.circuitBreaker(route), upstream);
    }

    private void settle(CircuitBreaker breaker, long began, Throwable failure) {
        if (reasonOf(failure) == null) {
            breaker.releasePermission();
        } else {
            breaker.onError(since(breaker, began), breaker.getTimestampUnit(), failure);
        }
    }

    private static long since(CircuitBreaker breaker, long began) {
        return Math.max(0, breaker.getCurrentTimestamp() - began);
    }

    /** What to tell the caller, or null where the failure is not the upstream's. */
    public @Nullable Reason reasonOf(Throwable failure) {
        if (failure instanceof CallNotPermittedException
                || failure instanceof NotFoundException
                || failure instanceof PoolAcquirePendingLimitException
                || failure instanceof PoolAcquireTimeoutException) {
            return Reason.UPSTREAM_UNAVAILABLE;
        }
        if (isTimeout(failure)) {
            return Reason.UPSTREAM_TIMEOUT;
        }
        boolean broken = failure instanceof IOException || failure instanceof WebSocketHandshakeException;
        return broken && !(failure instanceof AbortedException) ? Reason.UPSTREAM_UNREACHABLE : null;
    }

    /** Whether the upstream never saw the call. */
    public boolean neverForwarded(Throwable failure) {
        return failure instanceof CallNotPermittedException;
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof ReadTimeoutException
                || failure instanceof TimeoutException
                || (failure instanceof ResponseStatusException status
                        && status.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT);
    }

    /** One operator, since every call has it: put together of the library's own it would be four. */
    private final class Guarded extends Mono<Void> {

        private final CircuitBreaker breaker;
        private final Mono<Void> upstream;

        Guarded(CircuitBreaker breaker, Mono<Void> upstream) {
            this.breaker = breaker;
            this.upstream = upstream;
        }

        @Override
        public void subscribe(CoreSubscriber<? super Void> actual) {
            if (breaker.tryAcquirePermission()) {
                upstream.subscribe(new Outcome(breaker, actual));
            } else {
                Operators.error(actual, CallNotPermittedException.createCallNotPermittedException(breaker));
            }
        }
    }

    private final class Outcome extends Passing {

        private final CircuitBreaker breaker;
        private final long began;

        Outcome(CircuitBreaker breaker, CoreSubscriber<? super Void> actual) {
            super(actual);
            this.breaker = breaker;
            this.began = breaker.getCurrentTimestamp();
        }

        @Override
        protected void hookOnComplete() {
            breaker.onSuccess(since(breaker, began), breaker.getTimestampUnit());
            super.hookOnComplete();
        }

        @Override
        protected void hookOnError(Throwable failure) {
            settle(breaker, began, failure);
            super.hookOnError(failure);
        }

        @Override
        protected void hookOnCancel() {
            breaker.releasePermission();
        }
    }
}
