package dev.scopegate.admin.catalogues;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives the operations of one document names that are ours: each once, and of the right letters. */
final class OperationNames {

    private static final int LONGEST = 120;

    private final Set<String> given = new HashSet<>();

    /** The last number that a name was given with: of many equal ones, none tries all numbers before it. */
    private final Map<String, Integer> last = new HashMap<>();

    /** A name like the {@code operationId}, which may hold anything. */
    String like(String operationId) {
        return once(fit(operationId));
    }

    /** A name for an operation that has none: {@code GET /orders/{id}} is {@code getOrdersById}. */
    String madeFrom(String method, String path) {
        String words = Stream.of(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> segment.startsWith("{") ? "By" + capital(fit(segment)) : capital(fit(segment)))
                .collect(Collectors.joining());
        return once(fit(method.toLowerCase(Locale.ROOT) + words));
    }

    private static String fit(String text) {
        String fitted = text.strip().replaceAll("[{}]", "").replaceAll("[^A-Za-z0-9_./-]+", "_");
        String bounded = fitted.length() > LONGEST ? fitted.substring(0, LONGEST) : fitted;
        return bounded.isEmpty() ? "operation" : bounded;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private String once(String name) {
        String unique = name;
        while (!given.add(unique)) {
            unique = name + "_" + last.merge(name, 2, (before, first) -> before + 1);
        }
        return unique;
    }
}
