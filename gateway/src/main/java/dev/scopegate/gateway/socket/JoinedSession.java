package dev.scopegate.gateway.socket;

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

/**
 * The client's WebSocket as the host joins it to the upstream's. The host gives up what it has not yet written once the
 * upstream closes, and that may be the upstream's last word: so the writing is done by {@link #answering}, and the host
 * only hears of its end.
 */
public class JoinedSession implements WebSocketSession {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final WebSocketSession client;
    private final Sinks.One<Mono<Void>> answers = Sinks.one();
    private final Sinks.Empty<Void> answered = Sinks.empty();

    public JoinedSession(WebSocketSession client) {
        this.client = client;
    }

    @Override
    public Flux<WebSocketMessage> receive() {
        return kept(client.receive());
    }

    /** The same messages, read to their end though the host may want no more of them. */
    protected static Flux<WebSocketMessage> kept(Flux<WebSocketMessage> messages) {
        return messages.transform(
                Operators.<WebSocketMessage, WebSocketMessage>lift((scannable, host) -> new KeptReading(host)));
    }

    /** What is sent a second time is a word of our own. */
    @Override
    public Mono<Void> send(Publisher<WebSocketMessage> messages) {
        return Mono.defer(() -> {
            Mono<Void> sending = client.send(messages);
            return answers.tryEmitValue(sending).isSuccess() ? answered.asMono() : sending;
        });
    }

    /** Writes what the upstream says, to the last message. */
    public Mono<Void> answering() {
        return answers.asMono().flatMap(Function.identity()).doFinally(signal -> answered.tryEmitEmpty());
    }

    /** Says that nothing more is to be written than what is already. */
    public void isHandled() {
        answers.tryEmitEmpty();
    }

    /** After the last message; a grant that ended waits for none. */
    @Override
    public Mono<Void> close(CloseStatus status) {
        if (status.getCode() == CloseStatus.POLICY_VIOLATION.getCode()) {
            return client.close(status);
        }
        return answered.asMono().timeout(PATIENCE, Mono.empty()).then(Mono.defer(() -> client.close(status)));
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
