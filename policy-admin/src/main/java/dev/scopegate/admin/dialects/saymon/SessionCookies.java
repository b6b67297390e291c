package dev.scopegate.admin.dialects.saymon;

import dev.scopegate.admin.security.CsrfTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The two cookies of a session: the one that proves it, and the one that a page reads and repeats in a header. */
final class SessionCookies {

    static final String SESSION = "sid";

    private static final String CSRF = "csrf";
    private static final String USERS_OF_SESSION = "/node/api";

    private final CsrfTokens csrf;

    SessionCookies(CsrfTokens csrf) {
        this.csrf = csrf;
    }

    void set(HttpHeaders headers, String session, Duration lifetime, HttpServletRequest request) {
        add(headers, request, lifetime, session, csrf.of(session));
    }

    void clear(HttpHeaders headers, HttpServletRequest request) {
        add(headers, request, Duration.ZERO, "", "");
    }

    /** A page can read a cookie only where it stands itself, which need not be the API's path. */
    private static void add(
            HttpHeaders headers, HttpServletRequest request, Duration lifetime, String session, String repeated) {
        ResponseCookie.ResponseCookieBuilder proof =
                ResponseCookie.from(SESSION, session).path(USERS_OF_SESSION).httpOnly(true);
        ResponseCookie.ResponseCookieBuilder readable =
                ResponseCookie.from(CSRF, repeated).path("/");
        for (ResponseCookie.ResponseCookieBuilder cookie :
                new ResponseCookie.ResponseCookieBuilder[] {proof, readable}) {
            cookie.sameSite("Strict").secure(cameByHttps(request)).maxAge(lifetime);
            headers.add(HttpHeaders.SET_COOKIE, cookie.build().toString());
        }
    }

    /**
     * Whether the browser speaks https to whoever stands in front of this app. It tells so itself, in the origin of its
     * page; one that lies restricts or exposes its own cookie alone.
     */
    private static boolean cameByHttps(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return request.isSecure()
                || (origin != null && origin.toLowerCase(Locale.ROOT).startsWith("https://"));
    }
}
