package dev.scopegate.admin.oauth;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.OneTimeSecrets;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.web.client.RestClientException;

/**
 * Finds out who somebody is at a provider, in two steps: the browser is sent there, and comes back with a code. Only the
 * browser that was sent may come back, and only once.
 */
public final class OAuthLogins {

    /** How long a person may take to log in at the provider. */
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Where a browser keeps it to link an account. */
    public static final String LINKS = "/ui/account/link";

    private static final Logger LOG = LoggerFactory.getLogger(OAuthLogins.class);
    private static final String PURPOSE = "oauth-login";
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST = 4_096;
    private static final String HASHED = "sha256-";
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Providers providers;
    private final CodeExchange exchange;
    private final OneTimeSecrets secrets;
    private final SecureRandom random;
    private final DefaultOAuth2AuthorizationRequestResolver requests;

    OAuthLogins(Providers providers, CodeExchange exchange, OneTimeSecrets secrets, SecureRandom random) {
        this.providers = providers;
        this.exchange = exchange;
        this.secrets = secrets;
        this.random = random;
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(providers);
        this.requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    }

    /**
     * A login that can be done now.
     *
     * @param location where the browser is to go
     * @param browserSecret what it is to bring back
     */
    public record Begun(URI location, String browserSecret) {

        @Override
        public String toString() {
            return "Begun[]";
        }
    }

    /**
     * What a browser came back with.
     *
     * @param browserSecret what it was given at the begin; empty for none
     */
    public record Returned(String code, String state, String browserSecret) {

        @Override
        public String toString() {
            return "Returned[]";
        }
    }

    /** The providers' names, in order. */
    public List<String> names() {
        return providers.names();
    }

    /** The page to which a provider sends a browser back that signs in here. */
    public static String pageOf(String provider) {
        return "/ui/sign-in/with/" + provider + "/return";
    }

    /** The page to which one sends it back that links an account there. */
    public static String linkPageOf(String provider) {
        return LINKS + "/" + provider + "/return";
    }

    /**
     * Begins a login.
     *
     * @throws RefusedException 404 where there is no such provider, 503 where it cannot be reached
     */
    public Begun begin(String provider, Deed deed, HttpServletRequest request) {
        require(provider);
        try {
            OAuth2AuthorizationRequest sent =
                    adapted(Objects.requireNonNull(requests.resolve(request, provider)), deed.returnAddress());
            byte[] secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            String browserSecret = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
            PendingLogin pending = PendingLogin.of(sent, provider, browserSecret, deed);
            Reply.of(secrets.put(PURPOSE, Objects.requireNonNull(sent.getState()), pending.json(), LIFETIME));
            return new Begun(URI.create(sent.getAuthorizationRequestUri()), browserSecret);
        } catch (RestClientException e) {
            throw unreachable(provider, e);
        }
    }

    private static OAuth2AuthorizationRequest adapted(OAuth2AuthorizationRequest sent, @Nullable String returnAddress) {
        return returnAddress == null
                ? sent
                : OAuth2AuthorizationRequest.from(sent)
                        .redirectUri(returnAddress)
                        .build();
    }

    /** Ends a login by the query that its provider has sent a browser back with. */
    public Identity completeOnPage(String provider, Deed deed, Map<String, String> query, String browserSecret) {
        String error = query.get("error");
        if (error != null) {
            throw refusal(provider, error);
        }
        return complete(
                provider,
                deed,
                new Returned(query.getOrDefault("code", ""), query.getOrDefault("state", ""), browserSecret));
    }

    /**
     * Ends a login; it is used up, whether its answer is right or wrong.
     *
     * @throws RefusedException 401 where it proves nobody, 404 where there is no such provider, 503 where that cannot be
     *     reached
     */
    public Identity complete(String provider, Deed deed, Returned returned) {
        require(provider);
        PendingLogin pending = pending(provider, deed, returned);
        try {
            ClientRegistration registration = Objects.requireNonNull(providers.findByRegistrationId(provider));
            OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(returned.code())
                    .redirectUri(pending.redirectUri())
                    .state(returned.state())
                    .build();
            Object subject = exchange.subject(
                    registration,
                    new OAuth2AuthorizationExchange(pending.request(registration, returned.state()), response));
            return identity(provider, subject);
        } catch (OAuth2AuthenticationException e) {
            throw isOutage(e)
                    ? unreachable(provider, e)
                    : refused(provider, e.getError().getErrorCode());
        } catch (RestClientException e) {
            throw unreachable(provider, e);
        } catch (IllegalArgumentException e) {
            // Spring's classes for tokens and users assert what a provider must have said.
            throw refused(provider, String.valueOf(e.getMessage()));
        }
    }

    /** The provider sent the browser back without a code. */
    public RefusedException refusal(String provider, String error) {
        require(provider);
        String word = error.matches("[a-z_]{1,40}") ? error : "an error";
        return unproved("The login at " + provider + " was not completed: " + word + ".");
    }

    private void require(String provider) {
        if (!providers.has(provider)) {
            throw RefusedException.notFound("There is no login provider of this name.");
        }
    }

    private PendingLogin pending(String provider, Deed deed, Returned returned) {
        if (returned.code().isEmpty()
                || returned.code().length() > LONGEST
                || returned.state().length() > LONGEST) {
            throw RefusedException.invalid("code and state must each have from 1 to 4096 characters");
        }
        return Reply.of(secrets.take(PURPOSE, returned.state()))
                .map(PendingLogin::read)
                .filter(login -> login.isOf(provider, returned.browserSecret(), deed))
                .orElseThrow(() ->
                        unproved("The login is unknown, too old, used up, of another browser or for something else."));
    }

    /** A number or a text that fits stands as it is; anything else is told by its digest. */
    static Identity identity(String provider, @Nullable Object subject) {
        boolean usable = subject instanceof Integer || subject instanceof Long || subject instanceof String;
        String text = usable ? String.valueOf(subject) : "";
        if (text.isEmpty()) {
            throw unproved("The login at " + provider + " does not say who logged in.");
        }
        boolean plain = PLAIN.matcher(text).matches() && !text.startsWith(HASHED);
        return new Identity(Identity.OAUTH, provider + ":" + (plain ? text : HASHED + PendingLogin.digest(text)));
    }

    /** Whether it was a call that failed, and not its answer that was no. */
    private static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException) {
                return true;
            }
        }
        return false;
    }

    private static RefusedException unreachable(String provider, Exception cause) {
        LOG.warn("the login provider {} cannot be asked: {}", provider, line(cause.toString()));
        Refusal refusal = Refusal.of(503, "provider_unavailable", "The login at " + provider + " cannot be done now.");
        return new RefusedException(refusal.after(RETRY));
    }

    private static RefusedException refused(String provider, String cause) {
        LOG.info("a login at {} was refused: {}", provider, line(cause));
        return unproved("The login at " + provider + " was refused, or its answer does not check out.");
    }

    /** What a provider says cannot begin a line of our log. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static RefusedException unproved(String text) {
        return new RefusedException(Refusal.of(401, "invalid_proof", text));
    }
}
