package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.grpc.GrpcSockets;
import dev.scopegate.gateway.route.RouteScope;
import dev.scopegate.gateway.route.TokenScopeGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Lets {@link EnforcementFilter} see a gRPC call over a WebSocket only once its first message is there. */
public final class GrpcSocketFilter implements GlobalFilter, Ordered {

    private final GrpcSockets sockets;

    public GrpcSocketFilter(GrpcSockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public int getOrder() {
        return EnforcementFilter.ORDER - 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        RouteScope scope = TokenScopeGatewayFilterFactory.scopeOf(route);
        boolean call = scope != null
                && scope.websocket() == RouteScope.Upgrade.GRPC
                && "websocket"
                        .equalsIgnoreCase(exchange.getRequest().getHeaders().getUpgrade())
                && GrpcSockets.isOffered(exchange.getRequest());
        return call ? sockets.open(exchange, chain::filter) : chain.filter(exchange);
    }
}
