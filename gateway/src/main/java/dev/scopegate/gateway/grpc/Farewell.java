package dev.scopegate.gateway.grpc;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcStatus;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The last frame of a call, in which a gRPC client reads why it ended; then the WebSocket is closed. */
final class Farewell {

    /** For a client to send what it has begun. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private Farewell() {}

    static Mono<Void> say(WebSocketSession session, GrpcStatus status, String text) {
        return say(session, status, text, CloseStatus.NORMAL);
    }

    static Mono<Void> say(WebSocketSession session, GrpcStatus status, String text, CloseStatus close) {
        return session.send(frame(session, status, text))
                .then(Mono.defer(() -> session.close(close)))
                .onErrorComplete();
    }

    /**
     * The same, while what the client still sends is read and dropped: a connection that is closed meanwhile is reset,
     * and the frame might be lost.
     */
    static Mono<Void> say(WebSocketSession session, Flux<WebSocketMessage> unread, GrpcStatus status, String text) {
        Sinks.Empty<Void> sentAll = Sinks.empty();
        Mono<Void> dropping = unread.doOnNext(message -> {
                    if (isEnd(message)) {
                        sentAll.tryEmitEmpty();
                    }
                })
                .then()
                .onErrorComplete()
                .doFinally(signal -> sentAll.tryEmitEmpty())
                .then(Mono.never());
        Mono<Void> saying = session.send(frame(session, status, text))
                .then(sentAll.asMono().timeout(PATIENCE, Mono.empty()))
                .then(Mono.defer(() -> session.close(CloseStatus.NORMAL)))
                .onErrorComplete();
        return Mono.firstWithSignal(saying, dropping);
    }

    private static Mono<WebSocketMessage> frame(WebSocketSession session, GrpcStatus status, String text) {
        byte[] frame = GrpcFrames.trailers(status, text);
        return Mono.fromSupplier(() -> session.binaryMessage(buffers -> buffers.wrap(frame)));
    }

    private static boolean isEnd(WebSocketMessage message) {
        DataBuffer payload = message.getPayload();
        return payload.readableByteCount() == 1
                && GrpcFrames.isEndOfSending(new byte[] {payload.getByte(payload.readPosition())});
    }
}
