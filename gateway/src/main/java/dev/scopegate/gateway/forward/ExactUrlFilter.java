package dev.scopegate.gateway.forward;

import java.net.URI;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Puts path and query of the request, byte for byte, behind the upstream's address. The host encodes a query with both
 * {@code [} and {@code %20} a second time (its {@code containsEncodedParts} takes it for raw), which is not what was
 * judged.
 */
public final class ExactUrlFilter implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        URI target = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        if (target != null && target.getRawAuthority() != null) {
            exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, exact(target, exchange));
        }
        return chain.filter(exchange);
    }

    private static URI exact(URI target, ServerWebExchange exchange) {
        URI request = exchange.getRequest().getURI();
        String query = request.getRawQuery();
        return URI.create(target.getScheme() + "://" + target.getRawAuthority() + request.getRawPath()
                + (query == null ? "" : "?" + query));
    }
}
