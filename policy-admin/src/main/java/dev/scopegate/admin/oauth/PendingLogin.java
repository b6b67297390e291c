package dev.scopegate.admin.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import tools.jackson.databind.json.JsonMapper;

/**
 * A login that was begun and waits for its provider's answer.
 *
 * @param verifier whose digest the provider was told (RFC 7636)
 * @param nonce whose digest the ID token must have; null where there will be none
 * @param redirectUri where the provider was told to send the browser
 * @param browser digest of the secret that the browser got, so that no other one ends this login
 * @param deed what it is for
 */
record PendingLogin(
        String provider, String verifier, @Nullable String nonce, String redirectUri, String browser, String deed) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static PendingLogin of(OAuth2AuthorizationRequest request, String provider, String browserSecret, Deed deed) {
        String verifier = Objects.requireNonNull(request.getAttribute(PkceParameterNames.CODE_VERIFIER));
        String redirectUri = Objects.requireNonNull(request.getRedirectUri());
        return new PendingLogin(
                provider,
                verifier,
                request.getAttribute(OidcParameterNames.NONCE),
                redirectUri,
                digest(browserSecret),
                deed.text());
    }

    static PendingLogin read(String json) {
        return JSON.readValue(json, PendingLogin.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    boolean isOf(String name, String browserSecret, Deed wanted) {
        return provider.equals(name)
                && wanted.text().equals(deed)
                && MessageDigest.isEqual(
                        browser.getBytes(StandardCharsets.UTF_8),
                        digest(browserSecret).getBytes(StandardCharsets.UTF_8));
    }

    /** The request as it was sent. */
    OAuth2AuthorizationRequest request(ClientRegistration registration, String state) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(redirectUri)
                .scopes(registration.getScopes())
                .state(state)
                .attributes(this::remembered)
                .build();
    }

    private void remembered(Map<String, Object> attributes) {
        attributes.put(OAuth2ParameterNames.REGISTRATION_ID, provider);
        attributes.put(PkceParameterNames.CODE_VERIFIER, verifier);
        if (nonce != null) {
            attributes.put(OidcParameterNames.NONCE, nonce);
        }
    }

    static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "PendingLogin[" + provider + "]";
    }
}
