package dev.scopegate.admin.security;

import dev.scopegate.admin.security.Presented.Malformed;
import dev.scopegate.admin.security.Presented.One;
import dev.scopegate.admin.security.Presented.Password;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One place of a request where a credential may stand. */
@FunctionalInterface
interface CredentialPlace {

    /** Bearer, the user part of Basic, and {@code X-Auth-Token}. */
    List<CredentialPlace> USUAL = List.of(CredentialPlace::tokens, CredentialPlace::authTokens);

    /** What stands there, in the order of the request. */
    List<Presented> read(HttpServletRequest request);

    /** Reads the form that {@link Credentials} is written in. */
    static CredentialPlace of(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        return switch (colon < 0 ? text : text.substring(0, colon)) {
            case "query" -> request -> query(request, name);
            case "cookie" -> request -> cookies(request, name);
            case "basic" -> CredentialPlace::passwords;
            default ->
                throw new IllegalArgumentException(
                        "credential place must read 'query:name', 'cookie:name' or 'basic', but was '" + text + "'");
        };
    }

    private static List<Presented> tokens(HttpServletRequest request) {
        List<Presented> found = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("Authorization"))) {
            found.add(
                    switch (scheme(header)) {
                        case "bearer" -> One.of(rest(header));
                        case "basic" -> basic(header) instanceof Password pair ? One.of(pair.name()) : new Malformed();
                        default -> new Malformed();
                    });
        }
        return found;
    }

    private static List<Presented> authTokens(HttpServletRequest request) {
        return Collections.list(request.getHeaders("X-Auth-Token")).stream()
                .map(One::of)
                .toList();
    }

    private static List<Presented> passwords(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Authorization")).stream()
                .map(header -> scheme(header).equals("basic") ? basic(header) : new Malformed())
                .toList();
    }

    /** A parameter without a value is a credential too, one that nobody has. */
    private static List<Presented> query(HttpServletRequest request, String name) {
        List<Presented> found = new ArrayList<>();
        String query = request.getQueryString();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (name.equals(decoded(equals < 0 ? parameter : parameter.substring(0, equals)))) {
                String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
                found.add(value == null ? new Malformed() : One.of(value));
            }
        }
        return found;
    }

    private static List<Presented> cookies(HttpServletRequest request, String name) {
        List<Presented> found = new ArrayList<>();
        Cookie[] cookies = request.getCookies();
        for (Cookie cookie : cookies == null ? new Cookie[0] : cookies) {
            if (cookie.getName().equals(name)) {
                found.add(One.ofCookie(cookie.getValue()));
            }
        }
        return found;
    }

    private static String scheme(String header) {
        int space = header.indexOf(' ');
        return space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
    }

    private static String rest(String header) {
        return header.substring(header.indexOf(' ') + 1).strip();
    }

    /** RFC 7617: a name holds no colon, and a password may hold several. */
    private static Presented basic(String header) {
        String encoded = rest(header);
        if (encoded.length() > 2 * Presented.MAX_LENGTH) {
            return new Malformed();
        }
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? new Malformed() : new Password(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return new Malformed();
        }
    }

    private static @Nullable String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
