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
        Shortcut known = shortcut();
        Mono<Void> way = known == null ? null : known.of(exchange);
        return way == null ? super.handle(exchange) : way;
    }

    /** The way of a call that needs nothing of the host's own web filter; null where it has to go through that. */
    @Nullable
    Mono<Void> wayPastFilters(ServerWebExchange exchange) {
        Shortcut known = shortcut();
        return known == null || known.areDrawn() ? null : known.of(exchange);
    }

    private @Nullable Shortcut shortcut() {
        if (shortcut == null) {
            shortcut = shortcuts.get();
        }
        return shortcut;
    }
}
