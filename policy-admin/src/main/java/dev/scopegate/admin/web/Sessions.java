package dev.scopegate.admin.web;

import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.security.CsrfTokens;
import dev.scopegate.admin.security.OtherSites;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A browser's session: a login token in a cookie that no script can read and that other sites' forms do not carry. A sign-in
 * always sets a new one, so that a session cannot be fixed beforehand.
 */
public final class Sessions {

    /** The cookie's name. */
    public static final String COOKIE = "scopegate-session";

    private static final String PAGES = "/ui";

    private final CsrfTokens csrf;
    private final Duration lifetime;
    private final PagesUrl pages;
    private final OtherSites others;

    public Sessions(CsrfTokens csrf, Duration lifetime, PagesUrl pages) {
        this.csrf = csrf;
        this.lifetime = lifetime;
        this.pages = pages;
        this.others = new OtherSites(List.of(pages.url()), "This form must be sent from its own page.");
    }

    /** Opens a session with a login token that was just made. */
    public void open(String login, HttpServletRequest request, HttpServletResponse response) {
        write(login, lifetime, request, response);
    }

    /** Takes the session from the browser; its token is revoked by whoever calls this. */
    public void close(HttpServletRequest request, HttpServletResponse response) {
        write("", Duration.ZERO, request, response);
    }

    /** The login token of this request's session. */
    public Optional<String> of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** What the pages of a session repeat with every call that writes; empty where there is no session. */
    public String csrfOf(HttpServletRequest request) {
        return of(request).map(csrf::of).orElse("");
    }

    /** Refuses a call that writes unless one of the session's own pages makes it. */
    public void requireOwnPage(HttpServletRequest request) {
        of(request).ifPresent(session -> csrf.require(request, session));
    }

    /** Refuses a form that another site's page sent: it must not sign its visitor in as somebody else. */
    public void refuseOtherSites(HttpServletRequest request) {
        others.refuse(request);
    }

    private void write(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        String cookie = ResponseCookie.from(COOKIE, value)
                .path(PAGES)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(pages.isHttps() || cameByHttps(request))
                .maxAge(age)
                .build()
                .toString();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie);
    }

    /** Where it is not configured, the browser says in its form's origin how it reaches whoever stands in front of this app. */
    private static boolean cameByHttps(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return request.isSecure() || (origin != null && origin.startsWith("https://"));
    }
}
