package dev.scopegate.gateway.grpc;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcStatus;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The last frame of a call, in which a gRPC client reads why it ended; then the WebSocket is closed. */
final class Farewell {

    private Farewell() {}

    static Mono<Void> say(WebSocketSession session, GrpcStatus status, String text) {
        return say(session, status, text, CloseStatus.NORMAL);
    }

    static Mono<Void> say(WebSocketSession session, GrpcStatus status, String text, CloseStatus close) {
        byte[] frame = GrpcFrames.trailers(status, text);
        Mono<WebSocketMessage> trailers =
                Mono.fromSupplier(() -> session.binaryMessage(buffers -> buffers.wrap(frame)));
        return session.send(trailers)
                .then(Mono.defer(() -> session.close(close)))
                .onErrorComplete();
    }

    /**
     * The same, while what the client still sends is read and dropped: closing a connection with bytes unread would
     * reset it, and the frame might be lost.
     */
    static Mono<Void> say(WebSocketSession session, Flux<WebSocketMessage> unread, GrpcStatus status, String text) {
        Mono<Void> dropping = unread.then().onErrorComplete().then(Mono.never());
        return Mono.firstWithSignal(say(session, status, text), dropping);
    }
}
