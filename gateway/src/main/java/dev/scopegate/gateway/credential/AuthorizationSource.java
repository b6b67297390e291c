package dev.scopegate.gateway.credential;

import dev.scopegate.gateway.connection.ConnectionLoop;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The {@code Authorization} header in one scheme (RFC 9110, section 11.4); the scheme's case does not matter. */
enum AuthorizationSource implements CredentialSource {
    /** RFC 6750, section 2.1. */
    BEARER("bearer ") {
        @Override
        @Nullable
        String tokenIn(String credentials) {
            return credentials;
        }
    },
    /** The user of RFC 7617 is the token, and the password is not looked at. */
    BASIC_USER("basic ") {
        @Override
        @Nullable
        String tokenIn(String credentials) {
            try {
                String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
                int colon = pair.indexOf(':');
                return colon < 0 ? pair : pair.substring(0, colon);
            } catch (IllegalArgumentException e) {
                return credentials;
            }
        }
    };

    private final String scheme;

    AuthorizationSource(String scheme) {
        this.scheme = scheme;
    }

    abstract @Nullable String tokenIn(String credentials);

    @Override
    public void read(ServerHttpRequest request, List<String> found) {
        Iterator<String> values = ConnectionLoop.valuesOf(request, HttpHeaders.AUTHORIZATION);
        while (values.hasNext()) {
            addTokenOf(values.next(), found);
        }
    }

    private void addTokenOf(String value, List<String> found) {
        if (isOurs(value)) {
            String token = tokenIn(value.substring(scheme.length()).strip());
            if (token != null && !token.isEmpty()) {
                found.add(token);
            }
        }
    }

    private boolean isOurs(String value) {
        return value.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    @Override
    public void strip(HttpHeaders headers) {
        HeaderValues.removeIf(headers, HttpHeaders.AUTHORIZATION, this::isOurs);
    }
}
