package dev.scopegate.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_PATH_CONTAINER_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_ROUTE_ATTR;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.event.RefreshRoutesResultEvent;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Finds the route that the host would find, without asking each of them in turn; and leaves CORS preflights to upstreams
 * that answer them themselves: the host answers every preflight, and without a CORS configuration of its own with
 * nothing that a browser accepts.
 */
public final class RouteMapping extends RoutePredicateHandlerMapping
        implements ApplicationListener<RefreshRoutesResultEvent> {

    private static final String FOUND = "scopegate.found-route";

    private final FilteringWebHandler handler;
    private final RouteLocator routes;
    private final Preferences preferences;
    private volatile @Nullable RouteIndex index;
    private int refreshes;
    // Not initialised here: the host's constructor sets it first.
    private volatile boolean cors;

    /** A mapping for the host's routes. */
    public RouteMapping(
            FilteringWebHandler handler,
            RouteLocator routes,
            GlobalCorsProperties cors,
            Environment environment,
            Preferences preferences) {
        super(handler, routes, cors, environment);
        this.handler = handler;
        this.routes = routes;
        this.preferences = preferences;
    }

    /**
     * What it does differently from the host.
     *
     * @param answersPreflights the routes whose upstreams answer preflights
     * @param indexes whether it finds routes by an index
     * @param shortcuts the shortest way of a route to its upstream; null where it has to go all the way
     */
    public record Preferences(
            Predicate<Route> answersPreflights,
            boolean indexes,
            Function<Route, @Nullable GatewayFilterChain> shortcuts) {}

    /** The routes have changed, or may have. */
    @Override
    public synchronized void onApplicationEvent(RefreshRoutesResultEvent event) {
        refreshes++;
        index = null;
    }

    /** Whether it answers to other sites' scripts for the routes (CORS). */
    boolean answersOtherSites() {
        return cors;
    }

    @Override
    public void setCorsConfigurations(Map<String, CorsConfiguration> configurations) {
        cors = !configurations.isEmpty();
        super.setCorsConfigurations(configurations);
    }

    @Override
    public void setCorsConfigurationSource(CorsConfigurationSource source) {
        cors = true;
        super.setCorsConfigurationSource(source);
    }

    /** The routes of the moment; null while they are not known, or are not to be looked up so. */
    @Nullable
    RouteIndex index() {
        return preferences.indexes() ? index : null;
    }

    /** The route that was found, for {@link #lookupRoute}: it need not be looked up again. */
    static void keep(Route found, ServerWebExchange exchange) {
        exchange.getAttributes().put(FOUND, found);
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        Object found = exchange.getAttributes().remove(FOUND);
        if (found instanceof Route route) {
            return Mono.just(route);
        }
        if (!preferences.indexes() || exchange.getAttribute(GATEWAY_PREDICATE_PATH_CONTAINER_ATTR) != null) {
            return super.lookupRoute(exchange);
        }
        RouteIndex known = index;
        return known == null ? indexed().flatMap(fresh -> find(fresh, exchange)) : find(known, exchange);
    }

    private Mono<RouteIndex> indexed() {
        int began = refreshes();
        return routes.getRoutes().collectList().map(all -> kept(RouteIndex.of(all, preferences.shortcuts()), began));
    }

    private synchronized int refreshes() {
        return refreshes;
    }

    /** An index that was begun before the routes changed is good for its own request alone. */
    private synchronized RouteIndex kept(RouteIndex fresh, int began) {
        if (began == refreshes) {
            index = fresh;
        }
        return fresh;
    }

    private Mono<Route> find(RouteIndex known, ServerWebExchange exchange) {
        return next(
                known,
                known.candidates(exchange.getRequest().getURI().getRawPath()).iterator(),
                exchange);
    }

    /** The first that matches. Most can be told at once; one that cannot is asked. */
    private Mono<Route> next(RouteIndex known, Iterator<Route> rest, ServerWebExchange exchange) {
        while (rest.hasNext()) {
            Route route = rest.next();
            Boolean matches = known.matches(route, exchange);
            if (matches == null) {
                return ask(route, exchange)
                        .defaultIfEmpty(false)
                        .flatMap(found -> found ? Mono.just(route) : next(known, rest, exchange));
            }
            if (matches) {
                return Mono.just(route);
            }
        }
        return Mono.empty();
    }

    /** A predicate that throws does not match, as with the host. */
    private Mono<Boolean> ask(Route route, ServerWebExchange exchange) {
        exchange.getAttributes().put(GATEWAY_PREDICATE_ROUTE_ATTR, route.getId());
        try {
            return Mono.from(route.getPredicate().apply(exchange));
        } catch (RuntimeException e) {
            logger.error("predicate of route " + route.getId() + " must answer, but failed", e);
            return Mono.just(false);
        }
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
        return route != null && preferences.answersPreflights().test(route);
    }
}
