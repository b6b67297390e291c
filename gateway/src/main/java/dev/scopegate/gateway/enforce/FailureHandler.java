package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.problem.ErrorShape;
import dev.scopegate.gateway.problem.ProblemWriter;
import dev.scopegate.gateway.route.RouteScope;
import dev.scopegate.gateway.route.TokenScopeGatewayFilterFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * Answers whatever goes wrong on a route in the form of that route, and a request that no route takes with a plain 404:
 * the host's own error page would tell what it is made of, and some clients cannot read it.
 */
public final class FailureHandler implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    private final ProblemWriter writer;

    public FailureHandler(ProblemWriter writer) {
        this.writer = writer;
    }

    /** Before Boot's own, which stands at -1. */
    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        boolean ours = route != null || failure instanceof NoResourceFoundException;
        if (!ours || exchange.getResponse().isCommitted() || failure instanceof AbortedException) {
            if (ours && !(failure instanceof AbortedException)) {
                LOG.warn(
                        "route '{}' broke off: {}",
                        idOf(route),
                        failure.getClass().getSimpleName());
            }
            return Mono.error(failure);
        }
        HttpStatusCode status =
                failure instanceof ErrorResponse known ? known.getStatusCode() : HttpStatus.INTERNAL_SERVER_ERROR;
        if (status.is5xxServerError()) {
            LOG.error("route '{}' failed", idOf(route), failure);
        }
        return writer.write(exchange.getResponse(), shapeOf(route), status);
    }

    private static String idOf(@Nullable Route route) {
        return route == null ? "" : route.getId();
    }

    private static @Nullable ErrorShape shapeOf(@Nullable Route route) {
        RouteScope scope = route == null ? null : TokenScopeGatewayFilterFactory.scopeOf(route);
        return scope == null ? null : scope.errors();
    }
}
