package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.accounts.Entry;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.passkeys.HalfSignIns;
import dev.scopegate.admin.web.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Where every way in ends: with a session, or at the question for the passkey, with a secret that this browser keeps for
 * that question alone.
 */
@Component
final class Doorway {

    static final String STEP = "/ui/sign-in/second";

    private static final String COOKIE = "scopegate-second";

    private final Sessions sessions;
    private final HalfSignIns halves;
    private final PagesUrl pages;

    Doorway(Sessions sessions, HalfSignIns halves, PagesUrl pages) {
        this.sessions = sessions;
        this.halves = halves;
        this.pages = pages;
    }

    /** Where the browser goes next. */
    String pass(Entry entry, String destination, HttpServletRequest request, HttpServletResponse response) {
        return switch (entry) {
            case Entry.Open(String login) -> {
                sessions.open(login, request, response);
                yield "redirect:" + destination;
            }
            case Entry.Halfway(var profile) -> {
                remember(halves.begin(profile), HalfSignIns.LIFETIME, response);
                yield "redirect:" + STEP + "?next=" + URLEncoder.encode(destination, StandardCharsets.UTF_8);
            }
        };
    }

    /** Refuses a form that another site's page sent. */
    void refuseOtherSites(HttpServletRequest request) {
        sessions.refuseOtherSites(request);
    }

    /** The secret of this browser's half sign-in; empty where it has none. */
    String halfOf(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? "" : cookie.getValue();
    }

    /** The question was answered with the passkey. */
    void complete(String login, HttpServletRequest request, HttpServletResponse response) {
        remember("", Duration.ZERO, response);
        sessions.open(login, request, response);
    }

    private void remember(String secret, Duration lifetime, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, secret)
                        .path(STEP)
                        .httpOnly(true)
                        .secure(pages.isHttps())
                        .sameSite("Lax")
                        .maxAge(lifetime)
                        .build()
                        .toString());
    }
}
