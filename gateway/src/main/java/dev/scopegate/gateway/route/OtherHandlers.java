package dev.scopegate.gateway.route;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.function.server.support.RouterFunctionMapping;
import org.springframework.web.reactive.handler.AbstractUrlHandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Where a host's other handlers, which it asks before its routes, may answer: the first segments of their paths.
 *
 * @param segments whatever begins with one of these may be theirs, and nothing else
 */
record OtherHandlers(Set<String> segments) {

    /** All that are asked before the routes, in their order; null where it cannot be told what they answer. */
    static @Nullable OtherHandlers before(RouteMapping routes, Collection<HandlerMapping> mappings) {
        Set<String> segments = new HashSet<>();
        for (HandlerMapping mapping : mappings) {
            if (mapping == routes) {
                return new OtherHandlers(Set.copyOf(segments));
            }
            for (String pattern : patterns(mapping)) {
                String segment = RouteIndex.firstSegment(pattern);
                if (segment == null) {
                    return null;
                }
                segments.add(segment);
            }
        }
        return null;
    }

    boolean mayAnswer(String segment) {
        return segments.contains(segment);
    }

    /** The patterns of its paths; an empty one stands for what cannot be told. */
    private static List<String> patterns(HandlerMapping mapping) {
        return switch (mapping) {
            case RequestMappingInfoHandlerMapping methods ->
                methods.getHandlerMethods().keySet().stream()
                        .map(RequestMappingInfo::getPatternsCondition)
                        .flatMap(condition -> condition.getPatterns().stream())
                        .map(PathPattern::getPatternString)
                        .toList();
            case AbstractUrlHandlerMapping urls ->
                urls.getHandlerMap().keySet().stream()
                        .map(PathPattern::getPatternString)
                        .toList();
            case RouterFunctionMapping functions -> RouterPaths.of(functions.getRouterFunction());
            default -> List.of("");
        };
    }
}
