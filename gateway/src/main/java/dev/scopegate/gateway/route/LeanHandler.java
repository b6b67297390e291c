package dev.scopegate.gateway.route;

import dev.scopegate.gateway.connection.InTurn;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.WeightCalculatorWebFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.StringUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;
import org.springframework.web.server.handler.FilteringWebHandler;
import reactor.core.publisher.Mono;

/**
 * Takes calls to the host's web filters as the host does, without what it puts round each of them in case that something
 * goes wrong: a dozen operators. Where something does, the host itself sees to it.
 */
public final class LeanHandler extends HttpWebHandlerAdapter {

    private static final Log HOSTS = LogFactory.getLog(HttpWebHandlerAdapter.class);
    private static final String PARTS = "multipart/";
    private static final String OBSERVED_AS = "http.server.requests";

    private final HttpWebHandlerAdapter host;
    private final List<WebExceptionHandler> handlers;
    /** Where nothing stands before it that plain routes need; else null. */
    private final @Nullable LeanDispatcher dispatcher;

    private LeanHandler(HttpWebHandlerAdapter host, ExceptionHandlingWebHandler calls) {
        super(calls.getDelegate());
        this.host = host;
        List<WebExceptionHandler> all = calls.getExceptionHandlers();
        // Whoever handles exceptions begins with one of its own.
        this.handlers = all.subList(1, all.size());
        this.dispatcher = dispatcherOf(calls.getDelegate());
        setSessionManager(host.getSessionManager());
        setCodecConfigurer(host.getCodecConfigurer());
        setLocaleContextResolver(host.getLocaleContextResolver());
        if (host.getApplicationContext() != null) {
            setApplicationContext(host.getApplicationContext());
        }
        afterPropertiesSet();
    }

    /**
     * One in the host's place, where that does no more than what is done here.
     *
     * @param host must not observe calls under their usual name
     */
    public static HttpHandler of(HttpHandler host) {
        return host.getClass() == HttpWebHandlerAdapter.class
                        && host instanceof HttpWebHandlerAdapter adapter
                        && adapter.getForwardedHeaderTransformer() == null
                        && adapter.getDefaultHtmlEscape() == null
                        && OBSERVED_AS.equals(adapter.getObservationConvention().getName())
                        && adapter.getDelegate().getClass() == ExceptionHandlingWebHandler.class
                        && adapter.getDelegate() instanceof ExceptionHandlingWebHandler calls
                ? new LeanHandler(adapter, calls)
                : host;
    }

    /** The one web filter that every host of ours has draws lots for routes with weights. */
    private static @Nullable LeanDispatcher dispatcherOf(WebHandler filters) {
        return filters.getClass() == FilteringWebHandler.class
                        && filters instanceof FilteringWebHandler chain
                        && chain.getFilters().stream()
                                .allMatch(filter -> filter.getClass() == WeightCalculatorWebFilter.class)
                        && chain.getDelegate() instanceof LeanDispatcher lean
                ? lean
                : null;
    }

    @Override
    public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (HOSTS.isDebugEnabled() || (type != null && StringUtils.startsWithIgnoreCase(type, PARTS))) {
            return host.handle(request, response);
        }
        ServerWebExchange exchange = createExchange(request, response);
        return new InTurn(
                handled(exchange),
                () -> response.isCommitted() ? null : response.setComplete(),
                failure -> failed(exchange, failure),
                () -> {});
    }

    private Mono<Void> handled(ServerWebExchange exchange) {
        try {
            Mono<Void> way = dispatcher == null ? null : dispatcher.wayPastFilters(exchange);
            return way == null ? getDelegate().handle(exchange) : way;
        } catch (RuntimeException e) {
            return Mono.error(e);
        }
    }

    /** What the host makes of a failure, of whatever kind. */
    private Mono<Void> failed(ServerWebExchange exchange, Throwable failure) {
        WebHandler failing = new ExceptionHandlingWebHandler(same -> Mono.error(failure), handlers);
        HttpWebHandlerAdapter adapter = new HttpWebHandlerAdapter(failing) {
            @Override
            protected ServerWebExchange createExchange(ServerHttpRequest request, ServerHttpResponse response) {
                return exchange;
            }
        };
        return adapter.handle(exchange.getRequest(), exchange.getResponse());
    }
}
