package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.oauth.OAuthLogins;
import dev.scopegate.admin.oauth.OAuthLogins.Begun;
import dev.scopegate.admin.oauth.OAuthLogins.Returned;
import dev.scopegate.admin.web.Page;
import dev.scopegate.admin.web.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/** Signing in at another provider: the browser is sent there, and what it comes back with opens a session. */
@Page
@Open
final class ProviderSignInController {

    private final OAuthLogins oauth;
    private final Logins logins;
    private final LoginAttempts attempts;
    private final Sessions sessions;
    private final PagesUrl pages;

    ProviderSignInController(
            OAuthLogins oauth, Logins logins, LoginAttempts attempts, Sessions sessions, PagesUrl pages) {
        this.oauth = oauth;
        this.logins = logins;
        this.attempts = attempts;
        this.sessions = sessions;
        this.pages = pages;
    }

    @GetMapping("/ui/sign-in/with/{provider}")
    String begin(
            @PathVariable String provider, Origin origin, HttpServletRequest request, HttpServletResponse response) {
        attempts.admitProof(origin);
        Begun begun = oauth.beginFor(pages.of(OAuthLogins.pageOf(provider)), provider, request);
        remember(begun.browserSecret(), OAuthLogins.LIFETIME, response);
        return "redirect:" + begun.location();
    }

    @GetMapping("/ui/sign-in/with/{provider}/return")
    ModelAndView returned(
            @PathVariable String provider,
            @RequestParam Map<String, String> query,
            Origin origin,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            Cookie browser = WebUtils.getCookie(request, OAuthLogins.COOKIE);
            String secret = browser == null ? "" : browser.getValue();
            sessions.open(prove(provider, query, secret, origin), request, response);
            remember("", Duration.ZERO, response);
            return new ModelAndView("redirect:/ui");
        } catch (RefusedException refused) {
            ModelAndView form = new ModelAndView(
                    SignInController.FORM,
                    Map.of("error", refused.refusal().text(), "form", new SignInForm(null, null, null)));
            form.setStatus(HttpStatusCode.valueOf(refused.refusal().status()));
            return form;
        }
    }

    private String prove(String provider, Map<String, String> query, String browser, Origin origin) {
        attempts.admitProof(origin);
        String error = query.get("error");
        if (error != null) {
            throw oauth.refusal(provider, error);
        }
        Returned returned = new Returned(query.getOrDefault("code", ""), query.getOrDefault("state", ""), browser);
        return logins.logIn(oauth.complete(provider, returned), origin);
    }

    /** Lax, since it must come along when the provider sends the browser back. */
    private void remember(String secret, Duration lifetime, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(OAuthLogins.COOKIE, secret)
                        .path("/ui/sign-in/with")
                        .httpOnly(true)
                        .secure(pages.isHttps())
                        .sameSite("Lax")
                        .maxAge(lifetime)
                        .build()
                        .toString());
    }
}
