package dev.scopegate.gateway.grpc;

import dev.scopegate.policy.decision.Reason;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

/** The client's WebSocket as the upstream's is joined to it: its first message is the gateway's. */
final class CallSession implements WebSocketSession {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String GRANT_ENDED = Reason.REVOKED_TOKEN.text();

    private final WebSocketSession client;
    private final GrpcMetadata metadata;
    private final Flux<WebSocketMessage> messages;
    private final Runnable whenJoined;
    private final Sinks.One<Mono<Void>> answers = Sinks.one();
    private final Sinks.Empty<Void> answered = Sinks.empty();
    private volatile long lastHeard = System.nanoTime();

    CallSession(WebSocketSession client, GrpcMetadata metadata, Flux<WebSocketMessage> messages, Runnable whenJoined) {
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
                messages.doOnNext(message -> heard())
                        .transform(Operators.<WebSocketMessage, WebSocketMessage>lift(
                                (scannable, host) -> new KeptReading(host))));
    }

    /**
     * The host gives up what it has not yet written once the upstream closes, and that is the frame which says how the
     * call ended: so the writing is done by {@link #answering}, and the host only hears of its end.
     */
    @Override
    public Mono<Void> send(Publisher<WebSocketMessage> messages) {
        return Mono.defer(() -> {
            answers.tryEmitValue(client.send(Flux.from(messages).doOnNext(message -> heard())));
            return answered.asMono();
        });
    }

    /** Writes what the upstream says, to the last frame. */
    Mono<Void> answering() {
        return answers.asMono().flatMap(Function.identity()).doFinally(signal -> answered.tryEmitEmpty());
    }

    /** Says that nothing more is to be written than what is already. */
    void isHandled() {
        answers.tryEmitEmpty();
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

    @Override
    public String getId() {
        return client.getId();
    }

    @Override
    public HandshakeInfo getHandshakeInfo() {
        return client.getHandshakeInfo();
    }

    @Override
    public DataBufferFactory bufferFactory() {
        return client.bufferFactory();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return client.getAttributes();
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }

    /** After the last frame; a grant that ended waits for none, and says so, since clients cannot read a code. */
    @Override
    public Mono<Void> close(CloseStatus status) {
        if (status.getCode() == CloseStatus.POLICY_VIOLATION.getCode()) {
            return Farewell.say(client, GrpcStatus.UNAUTHENTICATED, GRANT_ENDED, status);
        }
        return answered.asMono().timeout(PATIENCE, Mono.empty()).then(Mono.defer(() -> client.close(status)));
    }

    @Override
    public Mono<CloseStatus> closeStatus() {
        return client.closeStatus();
    }

    @Override
    public WebSocketMessage textMessage(String text) {
        return client.textMessage(text);
    }

    @Override
    public WebSocketMessage binaryMessage(Function<DataBufferFactory, DataBuffer> payload) {
        return client.binaryMessage(payload);
    }

    @Override
    public WebSocketMessage pingMessage(Function<DataBufferFactory, DataBuffer> payload) {
        return client.pingMessage(payload);
    }

    @Override
    public WebSocketMessage pongMessage(Function<DataBufferFactory, DataBuffer> payload) {
        return client.pongMessage(payload);
    }
}
