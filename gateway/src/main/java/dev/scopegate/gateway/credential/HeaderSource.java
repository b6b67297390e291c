package dev.scopegate.gateway.credential;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A header that holds the token and nothing else; as {@code Authorization}, a token without a scheme. */
record HeaderSource(String name) implements CredentialSource {

    @Override
    public void read(ServerHttpRequest request, List<String> found) {
        List<String> values = request.getHeaders().get(name);
        if (values != null) {
            for (String value : values) {
                String token = value.strip();
                if (isToken(token)) {
                    found.add(token);
                }
            }
        }
    }

    private boolean isToken(String value) {
        return !value.isEmpty() && (!name.equalsIgnoreCase(HttpHeaders.AUTHORIZATION) || value.indexOf(' ') < 0);
    }

    @Override
    public void strip(HttpHeaders headers) {
        HeaderValues.removeIf(headers, name, value -> isToken(value.strip()));
    }
}
