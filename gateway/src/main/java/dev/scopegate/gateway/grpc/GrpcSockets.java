package dev.scopegate.gateway.grpc;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;

/**
 * Opens the WebSocket of a gRPC call before it is judged: the credential stands in the first message, and the client can
 * read no HTTP refusal. The call is then judged and sent on as the POST that it would be over HTTP.
 */
public final class GrpcSockets {

    private final WebSocketService sockets;
    private final GrpcTimeouts timeouts;

    public GrpcSockets(WebSocketService sockets, GrpcTimeouts timeouts) {
        this.sockets = sockets;
        this.timeouts = timeouts;
    }

    /** Whether the client offers to speak gRPC. */
    public static boolean isOffered(ServerHttpRequest request) {
        return request.getHeaders().getValuesAsList("Sec-WebSocket-Protocol").contains(GrpcFrames.SUBPROTOCOL);
    }

    /** Whether the exchange is a call whose WebSocket is open already. */
    public static boolean isCall(ServerWebExchange exchange) {
        return exchange.getAttribute(GrpcCall.ATTRIBUTE) != null;
    }

    /**
     * Hands the WebSocket of a permitted call to the host's handler, which opens the upstream's.
     *
     * @return ends once the upstream's is open
     */
    public static Mono<Void> pass(ServerWebExchange exchange, WebSocketHandler handler) {
        GrpcCall call = exchange.getRequiredAttribute(GrpcCall.ATTRIBUTE);
        return call.pass(exchange.getRequest().getHeaders(), handler);
    }

    /**
     * Accepts the upgrade, then has the call judged.
     *
     * @param judge takes the call as an exchange of its own, and ends with it
     */
    public Mono<Void> open(ServerWebExchange upgrade, Function<ServerWebExchange, Mono<Void>> judge) {
        return sockets.handleRequest(upgrade, new WebSocketHandler() {
            @Override
            public List<String> getSubProtocols() {
                return List.of(GrpcFrames.SUBPROTOCOL);
            }

            @Override
            public Mono<Void> handle(WebSocketSession session) {
                return listen(
                        session,
                        (metadata, rest) -> new GrpcCall(session, metadata, rest, timeouts).judgedBy(judge, upgrade));
            }
        });
    }

    /** A client that says nothing would otherwise keep its connection for ever. */
    private Mono<Void> listen(WebSocketSession session, Conversation conversation) {
        Sinks.Empty<Void> heard = Sinks.empty();
        Mono<Boolean> talk = session.receive()
                .skipUntil(GrpcSockets::isData)
                .switchOnFirst((first, messages) -> {
                    heard.tryEmitEmpty();
                    return begin(session, first, messages, conversation);
                })
                .then(Mono.just(true));
        Mono<Boolean> silence = Mono.delay(timeouts.firstMessage())
                .takeUntilOther(heard.asMono())
                .flatMap(tick -> Farewell.say(session, GrpcStatus.DEADLINE_EXCEEDED, "no metadata came in time")
                        .thenReturn(true))
                .switchIfEmpty(Mono.never());
        return Mono.firstWithSignal(talk, silence).then();
    }

    private static Mono<Void> begin(
            WebSocketSession session,
            Signal<? extends WebSocketMessage> first,
            Flux<WebSocketMessage> messages,
            Conversation conversation) {
        WebSocketMessage message = first.get();
        if (message == null) {
            return Mono.empty();
        }
        Flux<WebSocketMessage> rest = messages.skip(1);
        return metadata(message)
                .map(metadata -> conversation.about(metadata, rest))
                .orElseGet(() -> Farewell.say(
                        session,
                        rest,
                        GrpcStatus.INVALID_ARGUMENT,
                        "the first message must be binary and hold lines of metadata"));
    }

    private static boolean isData(WebSocketMessage message) {
        return message.getType() == WebSocketMessage.Type.BINARY || message.getType() == WebSocketMessage.Type.TEXT;
    }

    private static Optional<GrpcMetadata> metadata(WebSocketMessage message) {
        if (message.getType() != WebSocketMessage.Type.BINARY) {
            return Optional.empty();
        }
        DataBuffer payload = message.getPayload();
        byte[] bytes = new byte[payload.readableByteCount()];
        payload.read(bytes);
        return GrpcMetadata.parse(bytes);
    }

    /** What happens once the metadata is known. */
    private interface Conversation {
        Mono<Void> about(GrpcMetadata metadata, Flux<WebSocketMessage> rest);
    }
}
