package dev.scopegate.gateway.socket;

import org.reactivestreams.Subscription;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Reads what a client sends to its end, also when the host no longer wants it: to cancel the reading would close the
 * client's WebSocket, perhaps before the last message to it is written.
 */
final class KeptReading implements CoreSubscriber<WebSocketMessage>, Subscription {

    private final CoreSubscriber<? super WebSocketMessage> host;
    private volatile boolean unwanted;
    private Subscription client = Operators.emptySubscription();

    KeptReading(CoreSubscriber<? super WebSocketMessage> host) {
        this.host = host;
    }

    @Override
    public Context currentContext() {
        return host.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        client = subscription;
        host.onSubscribe(this);
    }

    @Override
    public void onNext(WebSocketMessage message) {
        if (!unwanted) {
            host.onNext(message);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!unwanted) {
            host.onError(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!unwanted) {
            host.onComplete();
        }
    }

    @Override
    public void request(long count) {
        client.request(count);
    }

    @Override
    public void cancel() {
        unwanted = true;
        client.request(Long.MAX_VALUE);
    }
}
