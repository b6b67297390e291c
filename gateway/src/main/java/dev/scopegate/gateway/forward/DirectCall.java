package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.UpstreamConnections;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A call without a body, over a connection of its own event loop. One that the upstream closed while it waited for a call is
 * given up for a new one, once (RFC 9110, section 9.2.2: the methods in question are safe).
 */
final class DirectCall extends Mono<Void> {

    private final Way way;
    private final Recipient recipient;

    DirectCall(Way way, Recipient recipient) {
        this.way = way;
        this.recipient = recipient;
    }

    /**
     * What goes where.
     *
     * @param near the connection that the call came over
     */
    record Way(UpstreamConnections upstream, Channel near, HttpRequest request) {

        EventLoop loop() {
            return near.eventLoop();
        }

        void onLoop(Runnable step) {
            if (loop().inEventLoop()) {
                step.run();
            } else {
                loop().execute(step);
            }
        }
    }

    /**
     * Whom the answer is for.
     *
     * @param origin of the upstream
     * @param streaming the media types of answers that are passed on piece by piece
     */
    record Recipient(
            ServerWebExchange exchange, AwaitedAnswer.Awaiting awaited, String origin, List<MediaType> streaming) {}

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        CallUnderway call = new CallUnderway(actual, way, recipient);
        actual.onSubscribe(call);
        way.onLoop(call::start);
    }
}
