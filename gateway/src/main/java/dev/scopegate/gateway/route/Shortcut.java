package dev.scopegate.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CACHED_REQUEST_BODY_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.CACHED_SERVER_HTTP_REQUEST_DECORATOR_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_HANDLER_MAPPER_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_PATH_CONTAINER_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_ROUTE_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import dev.scopegate.gateway.connection.ConnectionLoop;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.context.ApplicationListener;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes calls of plain routes to enforcement and on to their upstreams, past the host's dispatcher and its chain of
 * filters. What comes of a call is the same; it costs a fraction. Everything that may be another handler's, or asks for more
 * than forwarding, is left to the host.
 */
public final class Shortcut implements ApplicationListener<WebServerInitializedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Shortcut.class);
    private static final String GRPC = "application/grpc";

    private final RouteMapping routes;
    private final GlobalFilter enforcement;
    private final Supplier<Stream<HandlerMapping>> mappings;
    private volatile @Nullable OtherHandlers others;
    private volatile int port;

    /**
     * A shortcut.
     *
     * @param mappings all of the host, in the order in which it asks them
     */
    public Shortcut(RouteMapping routes, GlobalFilter enforcement, Supplier<Stream<HandlerMapping>> mappings) {
        this.routes = routes;
        this.enforcement = enforcement;
        this.mappings = mappings;
    }

    /** The port for routes: a management server of its own has none. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            List<HandlerMapping> all = mappings.get().toList();
            others = OtherHandlers.before(routes, all);
            port = event.getWebServer().getPort();
            if (others == null) {
                LOG.info(
                        "calls go through the host's dispatcher: some of its handlers do not tell their paths, {}",
                        all);
            }
        }
    }

    /** Whether a filter has to draw lots for some of the routes, or may have to. */
    boolean areDrawn() {
        RouteIndex index = routes.index();
        return index == null || index.isWeighted();
    }

    /** The way of a call; null where it is left to the host. */
    public @Nullable Mono<Void> of(ServerWebExchange exchange) {
        RouteIndex index = routes.index();
        Route route = index != null && isOrdinary(exchange) ? find(index, exchange) : null;
        if (index == null || route == null) {
            return null;
        }
        GatewayFilterChain chain = index.shortcutOf(route);
        if (chain == null) {
            RouteMapping.keep(route, exchange);
            return null;
        }
        exchange.getAttributes().remove(GATEWAY_PREDICATE_ROUTE_ATTR);
        // Twelve attributes would have their map grow, with each call.
        exchange.getAttributes().remove(GATEWAY_PREDICATE_PATH_CONTAINER_ATTR);
        exchange.getAttributes().put(GATEWAY_HANDLER_MAPPER_ATTR, "Shortcut");
        exchange.getAttributes().put(GATEWAY_ROUTE_ATTR, route);
        return enforcement.filter(exchange, chain);
    }

    /** Whether no one but a route can answer it, and nobody asks for more than an answer. */
    private boolean isOrdinary(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        OtherHandlers taken = others;
        InetSocketAddress local = request.getLocalAddress();
        if (taken == null
                || local == null
                || local.getPort() != port
                || routes.answersOtherSites()
                || !(exchange.getResponse().bufferFactory() instanceof NettyDataBufferFactory)
                || hasContext(request)
                || isHandled(exchange)
                || ConnectionLoop.channelOf(request) == null) {
            return false;
        }
        String segment = RouteIndex.firstSegment(request.getURI().getRawPath());
        return segment != null
                && !taken.mayAnswer(segment)
                && isAscii(request.getURI().getRawQuery())
                && isPlain(request);
    }

    /** The server itself gives none, and to find that out by the path is to take all of it apart. */
    private static boolean hasContext(ServerHttpRequest request) {
        return !ConnectionLoop.isUnchanged(request)
                && !request.getPath().contextPath().value().isEmpty();
    }

    /** Whether somebody has begun what the host's filters have to end. */
    private static boolean isHandled(ServerWebExchange exchange) {
        Map<String, Object> attributes = exchange.getAttributes();
        return attributes.containsKey(GATEWAY_PREDICATE_PATH_CONTAINER_ATTR)
                || attributes.containsKey(CACHED_REQUEST_BODY_ATTR)
                || attributes.containsKey(CACHED_SERVER_HTTP_REQUEST_DECORATOR_ATTR);
    }

    private static boolean isPlain(ServerHttpRequest request) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return !HttpMethod.OPTIONS.equals(request.getMethod())
                && !request.getHeaders().containsHeader(HttpHeaders.UPGRADE)
                && (type == null || !StringUtils.startsWithIgnoreCase(type, GRPC));
    }

    private static boolean isAscii(@Nullable String query) {
        for (int i = 0; query != null && i < query.length(); i++) {
            if (query.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The first route that matches, as far as that can be told at once. */
    private @Nullable Route find(RouteIndex index, ServerWebExchange exchange) {
        for (Route route : index.candidates(exchange.getRequest().getURI().getRawPath())) {
            Boolean matches = index.matches(route, exchange);
            if (matches == null) {
                break;
            }
            if (matches) {
                return route;
            }
        }
        exchange.getAttributes().remove(GATEWAY_PREDICATE_PATH_CONTAINER_ATTR);
        return null;
    }
}
