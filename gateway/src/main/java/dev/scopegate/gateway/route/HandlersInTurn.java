package dev.scopegate.gateway.route;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;
import reactor.core.publisher.Mono;

/**
 * The host's exception handlers as one. The host puts two operators for each handler round every call; this one puts them
 * there only once something has gone wrong.
 */
public final class HandlersInTurn implements WebExceptionHandler {

    private final List<WebExceptionHandler> handlers;

    private HandlersInTurn(List<WebExceptionHandler> handlers) {
        this.handlers = List.copyOf(handlers);
    }

    /** Puts one in the place of all. */
    public static void join(List<WebExceptionHandler> handlers) {
        HandlersInTurn joined = new HandlersInTurn(handlers);
        handlers.clear();
        handlers.add(joined);
    }

    /** Each is asked about what the one before it failed with. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        Mono<Void> handled = Mono.error(failure);
        for (WebExceptionHandler handler : handlers) {
            handled = handled.doOnError(error ->
                            exchange.getAttributes().put(ExceptionHandlingWebHandler.HANDLED_WEB_EXCEPTION, error))
                    .onErrorResume(error -> handler.handle(exchange, error));
        }
        return handled;
    }
}
