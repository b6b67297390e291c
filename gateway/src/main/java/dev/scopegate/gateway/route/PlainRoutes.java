package dev.scopegate.gateway.route;

import dev.scopegate.gateway.proof.ProofKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.AdaptCachedBodyGlobalFilter;
import org.springframework.cloud.gateway.filter.ForwardPathFilter;
import org.springframework.cloud.gateway.filter.ForwardRoutingFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.filter.RemoveCachedBodyFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.filter.WebsocketRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.GRPCRequestHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.GRPCResponseHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveForwardedHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveHopByHopHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveXForwardedHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.TransferEncodingNormalizationHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import reactor.core.publisher.Mono;

/**
 * Which routes ask the host for nothing but to forward. What is not known here, of a host or of a route, is taken for
 * something that matters: its calls go through all of the host's filters.
 */
public final class PlainRoutes {

    private static final Set<Class<?>> FORWARDING = Set.of(
            RemoveCachedBodyFilter.class,
            AdaptCachedBodyGlobalFilter.class,
            NettyWriteResponseFilter.class,
            ForwardPathFilter.class,
            RouteToRequestUrlFilter.class,
            WebsocketRoutingFilter.class,
            NettyRoutingFilter.class,
            ForwardRoutingFilter.class);

    /** They concern routes to {@code lb:} alone, which are not plain. */
    private static final Set<String> BALANCING = Set.of(
            "org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter",
            "org.springframework.cloud.gateway.filter.LoadBalancerServiceInstanceCookieFilter",
            "org.springframework.cloud.gateway.config.GatewayNoLoadBalancerClientAutoConfiguration$NoLoadBalancerClientFilter");

    private static final Set<Class<?>> HEADERS = Set.of(
            RemoveForwardedHeadersFilter.class,
            RemoveXForwardedHeadersFilter.class,
            RemoveHopByHopHeadersFilter.class,
            GRPCRequestHeadersFilter.class,
            GRPCResponseHeadersFilter.class,
            TransferEncodingNormalizationHeadersFilter.class);

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final HttpClientProperties client;
    private final Direct direct;
    private final List<String> lacks;

    /**
     * The plain routes of a host.
     *
     * @param ours global filters that see to plain routes by themselves
     */
    public PlainRoutes(
            List<GlobalFilter> filters,
            List<HttpHeadersFilter> headers,
            Set<Class<?>> ours,
            HttpClientProperties client,
            Direct direct) {
        this.client = client;
        this.direct = direct;
        this.lacks = Stream.concat(
                        filters.stream().filter(filter -> !isKnown(filter, ours)),
                        headers.stream().filter(filter -> !isKnown(filter)))
                .map(filter -> filter.getClass().getName())
                .toList();
    }

    /** Of a host that does more for each call than its filters show. */
    public static PlainRoutes none(String reason, HttpClientProperties client) {
        return new PlainRoutes(List.of(reason), client, (upstream, connect, response) -> chain -> Mono.empty());
    }

    private PlainRoutes(List<String> lacks, HttpClientProperties client, Direct direct) {
        this.lacks = lacks;
        this.client = client;
        this.direct = direct;
    }

    /** Makes ways to upstreams. */
    @FunctionalInterface
    public interface Direct {

        /**
         * A way.
         *
         * @param connectMillis how long connecting may take; null for the client's own limit
         * @param responseTimeout how long an answer may take to begin; null for ever
         */
        GatewayFilterChain to(URI upstream, @Nullable Integer connectMillis, @Nullable Duration responseTimeout);
    }

    private static boolean isKnown(GlobalFilter filter, Set<Class<?>> ours) {
        Class<?> type = filter.getClass();
        return FORWARDING.contains(type) || ours.contains(type) || BALANCING.contains(type.getName());
    }

    private static boolean isKnown(HttpHeadersFilter filter) {
        return HEADERS.contains(filter.getClass())
                && (!(filter instanceof RemoveHopByHopHeadersFilter removed)
                        || removed.getHeaders().equals(RemoveHopByHopHeadersFilter.HEADERS_REMOVED_ON_REQUEST));
    }

    /** What of the host no route is plain for; empty where routes may be. */
    public List<String> lacks() {
        return lacks;
    }

    /** The way to its upstream; null where the route is not plain. */
    public @Nullable GatewayFilterChain of(Route route) {
        URI upstream = route.getUri();
        boolean plain = lacks.isEmpty()
                && SCHEMES.contains(upstream.getScheme())
                && upstream.getHost() != null
                && route.getFilters().stream().allMatch(TokenScopeGatewayFilterFactory::isGuard)
                && isPlain(TokenScopeGatewayFilterFactory.scopeOf(route));
        try {
            return plain ? direct.to(upstream, connectMillis(route), responseTimeout(route)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static boolean isPlain(@Nullable RouteScope scope) {
        return scope != null
                && scope.websocket() == RouteScope.Upgrade.OFF
                && scope.allow().proof() == ProofKind.NONE;
    }

    private @Nullable Integer connectMillis(Route route) {
        Object asked = route.getMetadata().get(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR);
        return asked == null ? client.getConnectTimeout() : Integer.valueOf(asked.toString());
    }

    private @Nullable Duration responseTimeout(Route route) {
        Object asked = route.getMetadata().get(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR);
        if (asked == null) {
            return client.getResponseTimeout();
        }
        long millis = Long.parseLong(asked.toString());
        return millis < 0 ? null : Duration.ofMillis(millis);
    }
}
