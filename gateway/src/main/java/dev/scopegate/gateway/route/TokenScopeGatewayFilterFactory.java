package dev.scopegate.gateway.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The {@code TokenScope} filter of a route: it says how the route is guarded, enforcement guards it. Where
 * a route has several, as by default filters, the last one counts.
 */
public final class TokenScopeGatewayFilterFactory extends AbstractGatewayFilterFactory<RouteScope> {

    /** Where it stands among the filters: enforcement has to have happened before. */
    public static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 101;

    /** Holds the decision's id in the exchange once a call may go on. */
    public static final String DECIDED = "scopegate.decision";

    public TokenScopeGatewayFilterFactory() {
        super(RouteScope.class);
    }

    @Override
    public GatewayFilter apply(RouteScope scope) {
        return new Guarded(scope);
    }

    @Override
    public RouteScope newConfig() {
        return RouteScope.CLOSED;
    }

    @Override
    public List<String> shortcutFieldOrder() {
        return List.of("api");
    }

    /** Whether the route asks that CORS preflights pass: its upstream answers them. */
    public static boolean leavesPreflightsToUpstream(Route route) {
        RouteScope scope = scopeOf(route);
        return scope != null && scope.preflight();
    }

    /** What the route's own filter asks for; null where it has none. */
    public static @Nullable RouteScope scopeOf(Route route) {
        RouteScope found = null;
        for (GatewayFilter filter : route.getFilters()) {
            if (inner(filter) instanceof Guarded guarded) {
                found = guarded.scope;
            }
        }
        return found;
    }

    /** Whether it is this filter, whatever it asks for. */
    static boolean isGuard(GatewayFilter filter) {
        return inner(filter) instanceof Guarded;
    }

    private static GatewayFilter inner(GatewayFilter filter) {
        return filter instanceof OrderedGatewayFilter ordered ? ordered.getDelegate() : filter;
    }

    /** Stands where enforcement must have happened already, whatever else is configured. */
    private static final class Guarded implements GatewayFilter, Ordered {
        private final RouteScope scope;

        Guarded(RouteScope scope) {
            this.scope = scope;
        }

        @Override
        public int getOrder() {
            return ORDER;
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
            return exchange.getAttribute(DECIDED) == null
                    ? Mono.error(new IllegalStateException("a guarded route was reached without a decision"))
                    : chain.filter(exchange);
        }

        @Override
        public String toString() {
            return "TokenScope " + scope;
        }
    }
}
