package dev.scopegate.admin.web.signin;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.oauth.Deed;
import dev.scopegate.admin.oauth.OAuthLogins;
import dev.scopegate.admin.oauth.OAuthLogins.Begun;
import dev.scopegate.admin.oauth.SecretCookie;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.Identity;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/** Signing in at another provider: the browser is sent there, and what it comes back with opens a session. */
@Page
@Open
final class ProviderSignInController {

    private static final String PATH = "/ui/sign-in/with";

    private final OAuthLogins oauth;
    private final Logins logins;
    private final LoginAttempts attempts;
    private final Doorway doorway;
    private final PagesUrl pages;

    ProviderSignInController(
            OAuthLogins oauth, Logins logins, LoginAttempts attempts, Doorway doorway, PagesUrl pages) {
        this.oauth = oauth;
        this.logins = logins;
        this.attempts = attempts;
        this.doorway = doorway;
        this.pages = pages;
    }

    /** Where the browser is to go in the end waits in its cookie, behind the secret. */
    @GetMapping(PATH + "/{provider}")
    String begin(
            @PathVariable String provider,
            @ModelAttribute("form") SignInForm form,
            Origin origin,
            HttpServletRequest request,
            HttpServletResponse response) {
        attempts.admitProof(origin);
        Begun begun = oauth.begin(provider, deed(provider), request);
        remember(begun.browserSecret() + "." + base64(form.destination()), response);
        return "redirect:" + begun.location();
    }

    @GetMapping(PATH + "/{provider}/return")
    ModelAndView returned(
            @PathVariable String provider,
            @RequestParam Map<String, String> query,
            Origin origin,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            attempts.admitProof(origin);
            Cookie cookie = WebUtils.getCookie(request, SecretCookie.NAME);
            String kept = cookie == null ? "" : cookie.getValue();
            int dot = kept.indexOf('.');
            Identity proved =
                    oauth.completeOnPage(provider, deed(provider), query, dot < 0 ? kept : kept.substring(0, dot));
            SignInForm form = new SignInForm(null, null, unbase64(kept.substring(dot + 1)));
            String next = doorway.pass(logins.enter(proved, origin), form.destination(), request, response);
            remember("", response);
            return new ModelAndView(next);
        } catch (RefusedException refused) {
            ModelAndView form = new ModelAndView(
                    SignInController.FORM,
                    Map.of("error", refused.refusal().text(), "form", new SignInForm(null, null, null)));
            form.setStatus(HttpStatusCode.valueOf(refused.refusal().status()));
            return form;
        }
    }

    private Deed deed(String provider) {
        return Deed.logInAt(pages.of(OAuthLogins.pageOf(provider)));
    }

    private void remember(String kept, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, SecretCookie.of(kept, PATH, pages.isHttps()));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What somebody wrote into the cookie himself counts as nothing. */
    private static String unbase64(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
