package dev.scopegate.gateway.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.HttpHeaders;

/** Takes single values out of a header that may stand several times. */
final class HeaderValues {

    private HeaderValues() {}

    static void removeIf(HttpHeaders headers, String name, Predicate<String> goes) {
        List<String> values = headers.get(name);
        if (values == null) {
            return;
        }
        List<String> stay = new ArrayList<>(values.size());
        for (String value : values) {
            if (!goes.test(value)) {
                stay.add(value);
            }
        }
        replace(headers, name, stay);
    }

    static void replace(HttpHeaders headers, String name, List<String> values) {
        headers.remove(name);
        values.forEach(value -> headers.add(name, value));
    }
}
