package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.authn.Door;
import dev.scopegate.gateway.connection.ConnectionLoop;
import dev.scopegate.gateway.grpc.GrpcSockets;
import dev.scopegate.gateway.limit.LastBytes;
import dev.scopegate.gateway.route.RouteScope;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A request that has reached its route, and nothing yet of what will be decided.
 *
 * @param chain the rest of the way to the upstream
 * @param decision names what will be decided
 * @param mark how far the gateway had heard of changes when it came
 */
record Inbound(
        ServerWebExchange exchange,
        GatewayFilterChain chain,
        String route,
        RouteScope scope,
        String decision,
        Instant at,
        long mark) {

    String api() {
        String named = scope.api();
        return named == null ? route : named;
    }

    Door door() {
        return new Door(api(), scope.allow().issuers());
    }

    /** The same with a request that can be read though this one was. */
    Inbound with(ServerHttpRequest readable) {
        return readable.equals(request())
                ? this
                : new Inbound(exchange.mutate().request(readable).build(), chain, route, scope, decision, at, mark);
    }

    /** The same, telling when an answer over HTTP is there; a WebSocket ends with its connection. */
    Inbound tellingOfLastBytes(Runnable there) {
        if (wantsWebSocket()) {
            return this;
        }
        LastBytes response = new LastBytes(exchange.getResponse(), there);
        return new Inbound(exchange.mutate().response(response).build(), chain, route, scope, decision, at, mark);
    }

    ServerHttpRequest request() {
        return exchange.getRequest();
    }

    String method() {
        return request().getMethod().name();
    }

    /** Goes on with an answer: at once where it is there, else on the event loop of this request's connection. */
    <T> Mono<Void> goOn(Mono<T> answer, Function<T, Mono<Void>> next) {
        return ConnectionLoop.goOn(request(), answer, next);
    }

    /** What is awaited from elsewhere, on the event loop of this request's connection. */
    <T> Mono<T> onItsLoop(Mono<T> answer) {
        return ConnectionLoop.of(request(), answer);
    }

    /** The Fetch standard's preflight: it never carries a credential. */
    boolean isPreflight() {
        return HttpMethod.OPTIONS.equals(request().getMethod())
                && request().getHeaders().containsHeader("Origin")
                && request().getHeaders().containsHeader("Access-Control-Request-Method");
    }

    /** Whether its route lets it become a WebSocket; one of a gRPC call is open already. */
    boolean mayBeSocket() {
        return switch (scope.websocket()) {
            case OFF -> false;
            case ON -> true;
            case GRPC -> GrpcSockets.isCall(exchange);
        };
    }

    /** What the host takes for a wish to become a WebSocket: it looks at this header alone. */
    boolean wantsWebSocket() {
        return "websocket".equalsIgnoreCase(request().getHeaders().getFirst("Upgrade"));
    }
}
