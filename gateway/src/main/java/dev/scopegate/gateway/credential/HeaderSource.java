package dev.scopegate.gateway.credential;

import dev.scopegate.gateway.connection.ConnectionLoop;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A header that holds the token and nothing else; as {@code Authorization}, a token without a scheme. Some clients written
 * in JavaScript send the words {@code undefined} or {@code null} where they have none.
 */
record HeaderSource(String name) implements CredentialSource {

    private static final Set<String> NOTHING = Set.of("", "undefined", "null");

    @Override
    public void read(ServerHttpRequest request, List<String> found) {
        Iterator<String> values = ConnectionLoop.valuesOf(request, name);
        while (values.hasNext()) {
            String token = values.next().strip();
            if (isToken(token)) {
                found.add(token);
            }
        }
    }

    private boolean isToken(String value) {
        return !NOTHING.contains(value)
                && (!name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) || value.indexOf(' ') < 0);
    }

    @Override
    public void strip(HttpHeaders headers) {
        HeaderValues.removeIf(headers, name, value -> isToken(value.strip()) || NOTHING.contains(value.strip()));
    }
}
