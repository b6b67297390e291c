package dev.scopegate.gateway.credential;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A query parameter, its name in whatever encoding. */
record QuerySource(String name) implements CredentialSource {

    @Override
    public void read(ServerHttpRequest request, List<String> found) {
        String query = request.getURI().getRawQuery();
        if (query == null) {
            return;
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals >= 0 && equals < parameter.length() - 1 && isOurs(parameter)) {
                found.add(decoded(parameter.substring(equals + 1)));
            }
        }
    }

    @Override
    public String strip(String rawQuery) {
        StringBuilder kept = new StringBuilder(rawQuery.length());
        boolean any = false;
        for (String parameter : rawQuery.split("&", -1)) {
            if (!isOurs(parameter)) {
                kept.append(any ? "&" : "").append(parameter);
                any = true;
            }
        }
        return kept.toString();
    }

    private boolean isOurs(String parameter) {
        int equals = parameter.indexOf('=');
        String key = equals < 0 ? parameter : parameter.substring(0, equals);
        return key.equals(name) || (isEncoded(key) && decoded(key).equals(name));
    }

    private static boolean isEncoded(String text) {
        return text.indexOf('%') >= 0 || text.indexOf('+') >= 0;
    }

    private static String decoded(String text) {
        try {
            return isEncoded(text) ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
