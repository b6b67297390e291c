package dev.scopegate.admin.web.account;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.oauth.Deed;
import dev.scopegate.admin.oauth.OAuthLogins;
import dev.scopegate.admin.oauth.OAuthLogins.Begun;
import dev.scopegate.admin.oauth.SecretCookie;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.Performs;
import dev.scopegate.admin.web.Page;
import dev.scopegate.policy.token.Identity;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Linking what one is at a provider to one's account. A form of the account's page begins it, so that no other site can have
 * a visitor link what that site is logged in as; the way there is a link, since forms may lead to no other place.
 */
@Page
@RequestMapping("/ui/account/link/{provider}")
final class LinkPageController {

    private final OAuthLogins oauth;
    private final Identities identities;
    private final LoginAttempts attempts;
    private final PagesUrl pages;

    LinkPageController(OAuthLogins oauth, Identities identities, LoginAttempts attempts, PagesUrl pages) {
        this.oauth = oauth;
        this.identities = identities;
        this.attempts = attempts;
        this.pages = pages;
    }

    @Performs("identitiesLink")
    @PostMapping
    ModelAndView begin(
            Caller caller,
            @PathVariable String provider,
            @ModelAttribute ProofForm proof,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean fresh = identities.checkWhereAsked(caller, proof.body());
        attempts.admitProof(caller.origin());
        Begun begun = oauth.begin(provider, deed(caller, provider, fresh), request);
        response.addHeader("Set-Cookie", SecretCookie.of(begun.browserSecret(), OAuthLogins.LINKS, pages.isHttps()));
        Map<String, String> shown =
                Map.of("provider", provider, "there", begun.location().toString());
        return new ModelAndView("account/link", shown);
    }

    @Performs("identitiesLink")
    @GetMapping("/return")
    String returned(
            Caller caller,
            @PathVariable String provider,
            @RequestParam Map<String, String> query,
            @CookieValue(name = SecretCookie.NAME, defaultValue = "") String browser,
            HttpServletResponse response) {
        Identities.requireOwner(caller);
        attempts.admitProof(caller.origin());
        boolean fresh = identities.isProofAsked(caller);
        Deed deed = deed(caller, provider, fresh);
        identities.link(caller, prove(provider, deed, query, browser), fresh);
        response.addHeader("Set-Cookie", SecretCookie.of("", OAuthLogins.LINKS, pages.isHttps()));
        return "redirect:/ui/account?done=linked";
    }

    private Identity prove(String provider, Deed deed, Map<String, String> query, String browser) {
        try {
            return oauth.completeOnPage(provider, deed, query, browser);
        } catch (RefusedException refused) {
            throw refused.toCaller();
        }
    }

    private Deed deed(Caller caller, String provider, boolean fresh) {
        return Deed.linkTo(caller.account().id(), fresh, pages.of(OAuthLogins.linkPageOf(provider)));
    }
}
