package dev.scopegate.gateway.credential;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;

/** Takes single values out of a header that may stand several times. */
final class HeaderValues {

    private HeaderValues() {}

    static void removeIf(HttpHeaders headers, String name, Predicate<String> goes) {
        List<String> values = headers.get(name);
        if (values != null) {
            replace(headers, name, values.stream().filter(goes.negate()).toList());
        }
    }

    static void replace(HttpHeaders headers, String name, List<String> values) {
        headers.remove(name);
        values.forEach(value -> headers.add(name, value));
    }
}
