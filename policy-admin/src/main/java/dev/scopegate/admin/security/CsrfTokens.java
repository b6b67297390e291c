package dev.scopegate.admin.security;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.TokenDigest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a page that may act for its visitor from one that merely makes the visitor's browser call: only the first can read
 * the cookie that came with the session and repeat it in a header. It is derived from the session, so nothing is stored.
 */
public final class CsrfTokens {

    /** Where a call that writes, by a cookie, repeats the token. */
    public static final String HEADER = "X-CSRF-Token";

    /** Where a form repeats it. */
    public static final String FIELD = "_csrf";

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String PURPOSE = "csrf ";

    private final Digests digests;

    public CsrfTokens(Digests digests) {
        this.digests = digests;
    }

    /** The token that belongs to a session. It opens nothing, and the session cannot be told from it. */
    public String of(String session) {
        return digests.of(PURPOSE + session).value();
    }

    /** Refuses a call that writes without it. */
    public void require(HttpServletRequest request, String session) {
        if (!READING.contains(request.getMethod()) && !belongs(presented(request), session)) {
            throw new RefusedException(Refusal.forbidden(
                    "a call that writes, by a session, needs the header " + HEADER + ", equal to the cookie csrf"));
        }
    }

    private static @Nullable String presented(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        return header == null ? request.getParameter(FIELD) : header;
    }

    private boolean belongs(@Nullable String token, String session) {
        return token != null
                && digests.candidates(PURPOSE + session).stream()
                        .map(TokenDigest::value)
                        .anyMatch(expected -> MessageDigest.isEqual(
                                token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8)));
    }
}
