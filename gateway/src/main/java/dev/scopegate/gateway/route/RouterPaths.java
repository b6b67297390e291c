package dev.scopegate.gateway.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Reads the paths of a host's router functions. Where a route has no path of its own, or a choice of them, one is empty. */
final class RouterPaths implements RouterFunctions.Visitor {

    private final List<String> patterns = new ArrayList<>();
    private int depth;

    private RouterPaths() {}

    static List<String> of(@Nullable RouterFunction<?> functions) {
        RouterPaths paths = new RouterPaths();
        if (functions != null) {
            functions.accept(paths);
        }
        return paths.patterns;
    }

    /** Within a nest all paths begin with the nest's. */
    private void add(RequestPredicate predicate) {
        if (depth == 0) {
            Path path = new Path();
            predicate.accept(path);
            patterns.add(path.pattern());
        }
    }

    @Override
    public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
        add(predicate);
    }

    @Override
    public void startNested(RequestPredicate predicate) {
        add(predicate);
        depth++;
    }

    @Override
    public void endNested(RequestPredicate predicate) {
        depth--;
    }

    @Override
    public void resources(Function<ServerRequest, Mono<Resource>> lookup) {
        patterns.add("");
    }

    @Override
    public void attributes(Map<String, Object> attributes) {}

    @Override
    public void unknown(RouterFunction<?> function) {
        patterns.add("");
    }

    /** The path that a predicate asks for. What else it asks for only leaves fewer requests to it. */
    private static final class Path implements RequestPredicates.Visitor {

        private final List<String> found = new ArrayList<>();
        private boolean choice;

        String pattern() {
            return found.size() == 1 && !choice ? found.getFirst() : "";
        }

        @Override
        public void path(String pattern) {
            found.add(pattern);
        }

        @Override
        public void startOr() {
            choice = true;
        }

        @Override
        public void startNegate() {
            choice = true;
        }

        @Override
        public void unknown(RequestPredicate predicate) {
            choice = true;
        }

        @Override
        public void method(Set<HttpMethod> methods) {}

        @Override
        @SuppressWarnings("removal")
        public void pathExtension(String extension) {}

        @Override
        public void header(String name, String value) {}

        @Override
        public void queryParam(String name, String value) {}

        @Override
        public void version(String version) {}

        @Override
        public void startAnd() {}

        @Override
        public void and() {}

        @Override
        public void endAnd() {}

        @Override
        public void or() {}

        @Override
        public void endOr() {}

        @Override
        public void endNegate() {}
    }
}
