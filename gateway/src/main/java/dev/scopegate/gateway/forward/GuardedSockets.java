package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.grpc.GrpcSockets;
import dev.scopegate.gateway.socket.JoinedSession;
import java.time.Duration;
import java.util.List;
import org.springframework.context.Lifecycle;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Opens WebSockets as the host does, and closes them with 1008 (RFC 6455, section 7.4.1) when their grant ends. The host
 * passes a close on to the upstream; whichever side does not go along is cut off.
 */
public final class GuardedSockets implements WebSocketService, Lifecycle {

    private static final CloseStatus GRANT_ENDED =
            CloseStatus.POLICY_VIOLATION.withReason("the token is no longer valid");

    /** How long both sides get to close by themselves. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final WebSocketService sockets;

    public GuardedSockets(WebSocketService sockets) {
        this.sockets = sockets;
    }

    @Override
    public Mono<Void> handleRequest(ServerWebExchange exchange, WebSocketHandler handler) {
        OpenCall call = OpenCall.of(exchange);
        boolean grpc = GrpcSockets.isCall(exchange);
        WebSocketHandler whole = grpc ? handler : new Whole(handler);
        WebSocketHandler guarded = call == null ? whole : new Guarded(whole, call);
        return grpc ? GrpcSockets.pass(exchange, guarded) : sockets.handleRequest(exchange, guarded);
    }

    @Override
    public void start() {
        if (sockets instanceof Lifecycle lifecycle) {
            lifecycle.start();
        }
    }

    @Override
    public void stop() {
        if (sockets instanceof Lifecycle lifecycle) {
            lifecycle.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return sockets instanceof Lifecycle lifecycle && lifecycle.isRunning();
    }

    /** Lets the upstream finish what it says before the client's side is closed. */
    private record Whole(WebSocketHandler handler) implements WebSocketHandler {

        @Override
        public List<String> getSubProtocols() {
            return handler.getSubProtocols();
        }

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            JoinedSession joined = new JoinedSession(session);
            return Mono.when(handler.handle(joined).doFinally(signal -> joined.isHandled()), joined.answering());
        }
    }

    private record Guarded(WebSocketHandler handler, OpenCall call) implements WebSocketHandler {

        @Override
        public List<String> getSubProtocols() {
            return handler.getSubProtocols();
        }

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            call.becomesSocket();
            Mono<Void> closed = call.ending().flatMap(deny -> close(session));
            return Mono.firstWithSignal(handler.handle(session), closed).doFinally(signal -> call.socketIsClosed());
        }

        /** Ends when the time for a good end is over: then the handler is cancelled, and with it the upstream's side. */
        private static Mono<Void> close(WebSocketSession session) {
            Mono<Void> saying = session.close(GRANT_ENDED).onErrorResume(failure -> Mono.empty());
            return Mono.when(saying.timeout(PATIENCE, Mono.empty()), Mono.delay(PATIENCE));
        }
    }
}
