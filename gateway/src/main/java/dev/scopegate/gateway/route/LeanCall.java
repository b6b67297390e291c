package dev.scopegate.gateway.route;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** A call that is answered in full once it is over, as with the host, and whose failure is made an answer of. */
final class LeanCall extends Mono<Void> {

    private final Mono<Void> call;
    private final ServerHttpResponse response;
    private final Function<Throwable, Mono<Void>> answering;

    /**
     * A call.
     *
     * @param answering sees to all that is left to do after a failure
     */
    LeanCall(Mono<Void> call, ServerHttpResponse response, Function<Throwable, Mono<Void>> answering) {
        this.call = call;
        this.response = response;
        this.answering = answering;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Run run = new Run(actual);
        actual.onSubscribe(run);
        call.subscribe(run);
    }

    /** First of the call, then of what is left to do. */
    private final class Run implements CoreSubscriber<Void>, Subscription {

        private static final AtomicReferenceFieldUpdater<Run, @Nullable Subscription> CURRENT =
                AtomicReferenceFieldUpdater.newUpdater(Run.class, Subscription.class, "current");

        private final CoreSubscriber<? super Void> actual;
        private volatile @Nullable Subscription current;
        private boolean ending;

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
            if (ending || response.isCommitted()) {
                actual.onComplete();
            } else {
                goOn(response.setComplete());
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (ending) {
                actual.onError(failure);
            } else {
                goOn(answering.apply(failure));
            }
        }

        private void goOn(Mono<Void> rest) {
            ending = true;
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
