package dev.scopegate.admin.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The credentials that a request carries, in the places where its controller allows one. */
sealed interface Presented {

    /** Longest token that is looked at. */
    int MAX_LENGTH = 4_096;

    /** No credential. */
    record None() implements Presented {}

    /**
     * One token, however often it is repeated.
     *
     * @param byCookie whether a browser sent it, which may have been made to
     */
    record One(String token, boolean byCookie) implements Presented {

        static Presented of(String token) {
            return isPlausible(token) ? new One(token, false) : new Malformed();
        }

        static Presented ofCookie(String token) {
            return isPlausible(token) ? new One(token, true) : new Malformed();
        }

        private static boolean isPlausible(String token) {
            return token.length() >= 8
                    && token.length() <= MAX_LENGTH
                    && token.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        }

        @Override
        public String toString() {
            return "One[secret]";
        }
    }

    /** A name with its password. */
    record Password(String name, String password) implements Presented {

        @Override
        public String toString() {
            return "Password[secret]";
        }
    }

    /** Credentials that differ: which of them counts is not guessed. */
    record Several() implements Presented {}

    /** An {@code Authorization} header that is none of the known ones, or a token of a shape that no token has. */
    record Malformed() implements Presented {}

    static Presented in(HttpServletRequest request, List<CredentialPlace> places) {
        Set<Presented> found = new LinkedHashSet<>();
        for (CredentialPlace place : places) {
            found.addAll(place.read(request));
        }
        if (found.size() > 1) {
            return new Several();
        }
        return found.isEmpty() ? new None() : found.iterator().next();
    }
}
