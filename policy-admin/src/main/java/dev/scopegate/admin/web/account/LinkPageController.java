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
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.util.WebUtils;

/**
 * Linking what one is at a provider to one's account. A form of the account's page begins it, so that no other site can have
 * a visitor link what that site is logged in as; the way there is a link, since forms may lead to no other place.
 */
@Page
@RequestMapping("/ui/account/link/{provider}")
final class LinkPageController {

    private static final Set<Integer> SAID_THERE = Set.of(400, 403, 409);

    private final OAuthLogins oauth;
    private final Identities identities;
    private final LoginAttempts attempts;
    private final PagesUrl pages;
    private final OwnPage page;

    LinkPageController(OAuthLogins oauth, Identities identities, LoginAttempts attempts, PagesUrl pages, OwnPage page) {
        this.page = page;
        this.oauth = oauth;
        this.identities = identities;
        this.attempts = attempts;
        this.pages = pages;
    }

    @Performs("identitiesLink")
    @PostMapping
    String begin(
            Caller caller,
            @PathVariable String provider,
            @ModelAttribute ProofForm proof,
            ServletWebRequest exchange,
            Model model) {
        return orRefusal(caller, exchange, model, response -> {
            boolean fresh = identities.checkWhereAsked(caller, proof.body());
            attempts.admitProof(caller.origin());
            Begun begun = oauth.begin(provider, deed(caller, provider, fresh), exchange.getRequest());
            remember(begun.browserSecret(), response);
            model.addAttribute("provider", provider);
            model.addAttribute("there", begun.location().toString());
            return "account/link";
        });
    }

    @Performs("identitiesLink")
    @GetMapping("/return")
    String returned(
            Caller caller,
            @PathVariable String provider,
            @RequestParam Map<String, String> query,
            ServletWebRequest exchange,
            Model model) {
        return orRefusal(caller, exchange, model, response -> {
            Identities.requireOwner(caller);
            attempts.admitProof(caller.origin());
            boolean fresh = identities.isProofAsked(caller);
            Cookie browser = WebUtils.getCookie(exchange.getRequest(), SecretCookie.NAME);
            String secret = browser == null ? "" : browser.getValue();
            identities.link(caller, prove(provider, deed(caller, provider, fresh), query, secret), fresh);
            remember("", response);
            return "redirect:/ui/account?done=linked";
        });
    }

    /** What is refused is said on the account's page, beside the form that began it. */
    private String orRefusal(
            Caller caller, ServletWebRequest exchange, Model model, Function<HttpServletResponse, String> step) {
        HttpServletResponse response = Objects.requireNonNull(exchange.getResponse());
        try {
            return step.apply(response);
        } catch (RefusedException refused) {
            if (!SAID_THERE.contains(refused.refusal().status())) {
                throw refused;
            }
            return page.refused(caller, refused, "identities", model, response);
        }
    }

    private void remember(String secret, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, SecretCookie.of(secret, OAuthLogins.LINKS, pages.isHttps()));
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
