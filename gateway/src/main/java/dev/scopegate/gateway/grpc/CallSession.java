package dev.scopegate.gateway.grpc;

import dev.scopegate.wire.grpc.GrpcMetadata;
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

/** The client's WebSocket as the upstream's is joined to it: its first message is the gateway's. */
final class CallSession implements WebSocketSession {

    private final WebSocketSession client;
    private final GrpcMetadata metadata;
    private final Flux<WebSocketMessage> messages;
    private final Runnable whenJoined;
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
                messages.doOnNext(message -> heard()));
    }

    @Override
    public Mono<Void> send(Publisher<WebSocketMessage> answers) {
        return client.send(Flux.from(answers).doOnNext(message -> heard()));
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

    @Override
    public Mono<Void> close(CloseStatus status) {
        return client.close(status);
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
