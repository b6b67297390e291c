package dev.scopegate.gateway.credential;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** A cookie (RFC 6265, section 4.2), read from the raw header so that what is taken out is exactly what was read. */
record CookieSource(String name) implements CredentialSource {

    @Override
    public void read(ServerHttpRequest request, List<String> found) {
        List<String> headers = request.getHeaders().get(HttpHeaders.COOKIE);
        if (headers == null || isFromElsewhere(request.getHeaders())) {
            return;
        }
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                String cookie = pair.strip();
                if (isOurs(cookie) && cookie.length() > name.length() + 1) {
                    found.add(unquoted(cookie.substring(name.length() + 1)));
                }
            }
        }
    }

    /** A browser sends cookies along with what any other site makes it send; its {@code Origin} tells (RFC 6454). */
    private static boolean isFromElsewhere(HttpHeaders headers) {
        String origin = headers.getFirst(HttpHeaders.ORIGIN);
        String host = headers.getFirst(HttpHeaders.HOST);
        return origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
    }

    @Override
    public void strip(HttpHeaders headers) {
        List<String> values = headers.get(HttpHeaders.COOKIE);
        if (values == null) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String value : values) {
            List<String> others = new ArrayList<>();
            for (String pair : value.split(";", -1)) {
                if (!isOurs(pair.strip())) {
                    others.add(pair.strip());
                }
            }
            if (!others.isEmpty()) {
                kept.add(String.join("; ", others));
            }
        }
        HeaderValues.replace(headers, HttpHeaders.COOKIE, kept);
    }

    private boolean isOurs(String pair) {
        return pair.startsWith(name) && pair.startsWith("=", name.length());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
