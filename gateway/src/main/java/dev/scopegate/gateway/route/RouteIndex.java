package dev.scopegate.gateway.route;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_PREDICATE_ROUTE_ATTR;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.handler.predicate.GatewayPredicate;
import org.springframework.cloud.gateway.handler.predicate.PathRoutePredicateFactory;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.HasConfig;
import org.springframework.cloud.gateway.support.WeightConfig;
import org.springframework.web.server.ServerWebExchange;

/**
 * The host's routes, by the first segment of the paths that they match. A route whose paths cannot be told from its
 * predicate is a candidate for every request, so that what is found is what a search of all routes would find.
 */
final class RouteIndex {

    private final List<Route> all;
    private final List<Route> anywhere;
    private final Map<String, List<Route>> bySegment = new HashMap<>();
    private final IdentityHashMap<Route, GatewayFilterChain> shortcuts = new IdentityHashMap<>();
    private final boolean weighted;
    private final Set<Route> prompt = Collections.newSetFromMap(new IdentityHashMap<>());

    private RouteIndex(
            List<Route> all,
            IdentityHashMap<Route, Set<String>> segments,
            Function<Route, @Nullable GatewayFilterChain> shortcut) {
        this.all = List.copyOf(all);
        for (Route route : all) {
            if (answersAtOnce(route)) {
                prompt.add(route);
            }
            GatewayFilterChain found = shortcut.apply(route);
            if (found != null) {
                shortcuts.put(route, found);
            }
        }
        this.weighted = all.stream().anyMatch(RouteIndex::hasWeight);
        this.anywhere =
                all.stream().filter(route -> !segments.containsKey(route)).toList();
        segments.values().stream()
                .flatMap(Set::stream)
                .distinct()
                .forEach(segment -> bySegment.put(
                        segment,
                        all.stream()
                                .filter(route -> !segments.containsKey(route)
                                        || segments.getOrDefault(route, Set.of())
                                                .contains(segment))
                                .toList()));
    }

    /**
     * An index of these, which are in the order in which they are tried.
     *
     * @param shortcut the shortest way of a route to its upstream; null where it has to go all the way
     */
    static RouteIndex of(List<Route> routes, Function<Route, @Nullable GatewayFilterChain> shortcut) {
        IdentityHashMap<Route, Set<String>> segments = new IdentityHashMap<>();
        for (Route route : routes) {
            Set<String> firsts = firstSegments(route);
            if (firsts != null) {
                segments.put(route, firsts);
            }
        }
        return new RouteIndex(routes, segments, shortcut);
    }

    /** Whether lots are drawn for some of them. */
    boolean isWeighted() {
        return weighted;
    }

    /** The routes that may match, in order. */
    List<Route> candidates(String rawPath) {
        String segment = firstSegment(rawPath);
        return segment == null ? all : bySegment.getOrDefault(segment, anywhere);
    }

    /**
     * Whether a route matches, where that can be told at once.
     *
     * @return null where it cannot, or where the answer is a failure: the host knows what comes of it
     */
    @Nullable
    Boolean matches(Route route, ServerWebExchange exchange) {
        if (!prompt.contains(route)) {
            return null;
        }
        exchange.getAttributes().put(GATEWAY_PREDICATE_ROUTE_ATTR, route.getId());
        PromptAnswer answer = new PromptAnswer();
        try {
            route.getPredicate().apply(exchange).subscribe(answer);
        } catch (RuntimeException e) {
            return null;
        }
        return answer.given();
    }

    private static boolean hasWeight(Route route) {
        return partsOf(route).stream().anyMatch(part -> part.getConfig() instanceof WeightConfig);
    }

    /** Whether its predicates have nothing to wait for. One that may have, such as one that reads the body, shows itself. */
    private static boolean answersAtOnce(Route route) {
        return partsOf(route).stream().allMatch(GatewayPredicate.class::isInstance);
    }

    private static List<HasConfig> partsOf(Route route) {
        List<HasConfig> parts = new ArrayList<>();
        route.getPredicate().accept(parts::add);
        return parts;
    }

    /** The shortest way of a route; null where it has to go all the way. */
    @Nullable
    GatewayFilterChain shortcutOf(Route route) {
        return shortcuts.get(route);
    }

    /** What a path begins with, whatever its case; null where that could be read in another way. */
    static @Nullable String firstSegment(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return null;
        }
        int end = path.indexOf('/', 1);
        String segment = path.substring(1, end < 0 ? path.length() : end);
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (!Character.isLetterOrDigit(c) && "-_.~".indexOf(c) < 0) {
                return null;
            }
        }
        return segment.isEmpty() ? null : segment.toLowerCase(Locale.ROOT);
    }

    /** The segments that every match begins with one of; null where there may be others. */
    private static @Nullable Set<String> firstSegments(Route route) {
        if (!isConjunction(route)) {
            return null;
        }
        List<List<String>> paths = new ArrayList<>();
        for (HasConfig part : partsOf(route)) {
            if (part.getConfig() instanceof PathRoutePredicateFactory.Config config) {
                paths.add(config.getPatterns());
            }
        }
        if (paths.isEmpty()) {
            return null;
        }
        Set<String> segments = new HashSet<>();
        for (String pattern : paths.getFirst()) {
            String segment = firstSegment(pattern);
            if (segment == null) {
                return null;
            }
            segments.add(segment);
        }
        return segments;
    }

    /** Whether all parts of its predicate must hold. The host's predicates tell how they are joined only by their text. */
    private static boolean isConjunction(Route route) {
        String text = route.getPredicate().toString();
        return !text.contains("||") && !text.contains("!");
    }
}
