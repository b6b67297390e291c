package dev.scopegate.gateway.grpc;

import dev.scopegate.gateway.socket.JoinedSession;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The client's WebSocket as the upstream's is joined to it: its first message is the gateway's. */
final class CallSession extends JoinedSession {

    private static final String GRANT_ENDED = Reason.REVOKED_TOKEN.text();

    private final WebSocketSession client;
    private final GrpcMetadata metadata;
    private final Flux<WebSocketMessage> messages;
    private final Runnable whenJoined;
    private volatile long lastHeard = System.nanoTime();

    CallSession(WebSocketSession client, GrpcMetadata metadata, Flux<WebSocketMessage> messages, Runnable whenJoined) {
        super(client);
        this.client = client;
        this.metadata = metadata;
        this.messages = messages;
        this.whenJoined = whenJoined;
    }

    @Override
    public Flux<WebSocketMessage> receive() {
        whenJoined.run();
        byte[] first = metadata.bytes();
        return Flux.concat(
                Mono.fromSupplier(() -> client.binaryMessage(buffers -> buffers.wrap(first))),
                kept(messages.doOnNext(message -> heard())));
    }

    @Override
    public Mono<Void> send(Publisher<WebSocketMessage> answer) {
        return super.send(Flux.from(answer).doOnNext(message -> heard()));
    }

    /** Ends once neither side has said anything for so long. */
    Mono<Void> silentFor(Duration patience) {
        return Flux.interval(patience.dividedBy(4))
                .onBackpressureDrop()
                .filter(tick -> System.nanoTime() - lastHeard >= patience.toNanos())
                .next()
                .then();
    }

    private void heard() {
        lastHeard = System.nanoTime();
    }

    /** A grant that ended waits for no last frame, and says so, since clients cannot read a code. */
    @Override
    public Mono<Void> close(CloseStatus status) {
        return status.getCode() == CloseStatus.POLICY_VIOLATION.getCode()
                ? Farewell.say(client, GrpcStatus.UNAUTHENTICATED, GRANT_ENDED, status)
                : super.close(status);
    }
}
