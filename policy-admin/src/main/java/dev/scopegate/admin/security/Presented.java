package dev.scopegate.admin.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The credentials that a request carries: bearer, {@code X-Auth-Token}, and the user part of Basic. */
sealed interface Presented {

    /** Longest token that is looked at. */
    int MAX_LENGTH = 4_096;

    /** No credential. */
    record None() implements Presented {}

    /** One credential, however often it is repeated. */
    record One(String token) implements Presented {

        @Override
        public String toString() {
            return "One[secret]";
        }
    }

    /** Credentials that differ, or one beside an assertion: which of them counts is not guessed. */
    record Several() implements Presented {}

    /** An {@code Authorization} header that is none of the known ones, or a token of a shape that no token has. */
    record Malformed() implements Presented {}

    static Presented in(HttpServletRequest request) {
        Set<String> tokens = new LinkedHashSet<>();
        for (String header : headers(request, "Authorization")) {
            String token = authorization(header);
            if (token == null) {
                return new Malformed();
            }
            tokens.add(token);
        }
        tokens.addAll(headers(request, "X-Auth-Token"));
        if (tokens.isEmpty()) {
            return new None();
        }
        if (tokens.size() > 1) {
            return new Several();
        }
        String token = tokens.iterator().next();
        return isPlausible(token) ? new One(token) : new Malformed();
    }

    private static boolean isPlausible(String token) {
        return token.length() >= 8
                && token.length() <= MAX_LENGTH
                && token.chars().allMatch(c -> c > 0x20 && c < 0x7F);
    }

    private static @Nullable String authorization(String header) {
        int space = header.indexOf(' ');
        String scheme = space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
        String rest = header.substring(space + 1).strip();
        return switch (scheme) {
            case "bearer" -> rest;
            case "basic" -> basicUser(rest);
            default -> null;
        };
    }

    private static @Nullable String basicUser(String encoded) {
        if (encoded.length() > 2 * MAX_LENGTH) {
            return null;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        return Collections.list(request.getHeaders(name));
    }
}
