package dev.scopegate.gateway.route;

import java.util.function.Predicate;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.env.Environment;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the route of a request as the host does, but leaves CORS preflights to upstreams that answer them themselves:
 * the host answers every preflight, and without a CORS configuration of its own with nothing that a browser accepts.
 */
public final class PreflightMapping extends RoutePredicateHandlerMapping {

    private final FilteringWebHandler handler;
    private final Predicate<Route> answersPreflights;

    /**
     * A mapping for the host's routes.
     *
     * @param answersPreflights the routes whose upstreams answer preflights
     */
    public PreflightMapping(
            FilteringWebHandler handler,
            RouteLocator routes,
            GlobalCorsProperties cors,
            Environment environment,
            Predicate<Route> answersPreflights) {
        super(handler, routes, cors, environment);
        this.handler = handler;
        this.answersPreflights = answersPreflights;
    }

    /** For a preflight the host asks for a handler and calls none, so the call goes on from here. */
    @Override
    public Mono<Object> getHandler(ServerWebExchange exchange) {
        if (!CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            return super.getHandler(exchange);
        }
        return getHandlerInternal(exchange)
                .filter(found -> isLeftToUpstream(exchange))
                .<Object>flatMap(found -> handler.handle(exchange).thenReturn(found))
                .switchIfEmpty(Mono.defer(() -> super.getHandler(exchange)));
    }

    private boolean isLeftToUpstream(ServerWebExchange exchange) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        return route != null && answersPreflights.test(route);
    }
}
