package dev.scopegate.gateway.route;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The host's dispatcher, behind all of its web filters, with a shortcut for calls that need no dispatching. */
public final class LeanDispatcher extends DispatcherHandler {

    private final Supplier<@Nullable Shortcut> shortcuts;
    private @Nullable Shortcut shortcut;

    /**
     * A dispatcher in the place of the host's own.
     *
     * @param shortcuts gives the shortcut once everything is wired; null where there is none
     */
    public LeanDispatcher(ApplicationContext context, Supplier<@Nullable Shortcut> shortcuts) {
        super(context);
        this.shortcuts = shortcuts;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        Shortcut known = shortcut == null ? shortcuts.get() : shortcut;
        shortcut = known;
        Mono<Void> way = known == null ? null : known.of(exchange);
        return way == null ? super.handle(exchange) : way;
    }
}
