package dev.scopegate.gateway.proof;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The parameters of a query. */
final class QueryParameters {

    private QueryParameters() {}

    /** Whether a query holds any parameter. */
    static boolean isEmpty(@Nullable String rawQuery) {
        return rawQuery == null || rawQuery.replace("&", "").isEmpty();
    }

    /** Those of the given names; nothing where servers could read them in different ways. */
    static Optional<Map<String, String>> read(@Nullable String rawQuery, Collection<String> names) {
        Map<String, String> found = new HashMap<>();
        for (String parameter : rawQuery == null ? new String[0] : rawQuery.split("&", -1)) {
            if (!add(parameter, names, found)) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static boolean add(String parameter, Collection<String> names, Map<String, String> found) {
        int equals = parameter.indexOf('=');
        try {
            String name = decoded(equals < 0 ? parameter : parameter.substring(0, equals));
            if (names.contains(name)) {
                String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
                return found.putIfAbsent(name, value) == null;
            }
            return !isMember(name, names);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Some servers take {@code name[]} for one more {@code name}. */
    private static boolean isMember(String name, Collection<String> names) {
        int bracket = name.indexOf('[');
        return bracket > 0 && names.contains(name.substring(0, bracket));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
