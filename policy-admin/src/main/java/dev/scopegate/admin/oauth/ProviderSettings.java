package dev.scopegate.admin.oauth;

import dev.scopegate.policy.access.WebAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One provider. Its addresses are known for {@code google} and {@code github}; else its issuer tells them (OpenID Connect
 * Discovery), or they are given.
 *
 * @param clientSecret none for a public client, which PKCE alone protects
 * @param issuer who signs ID tokens
 * @param endpoints where the addresses are not to be asked of the issuer
 * @param scopes what is asked for; by default {@code openid}, and nothing where there are no ID tokens
 * @param subjectAttribute what the provider never gives to two people; by default {@code sub}, and {@code id} where there
 *     are no ID tokens
 */
record ProviderSettings(
        String clientId,
        @Nullable String clientSecret,
        @Nullable String issuer,
        @DefaultValue Endpoints endpoints,
        @DefaultValue List<String> scopes,
        @Nullable String subjectAttribute) {

    private static final Set<String> BUILT_IN = Set.of("google", "github");
    private static final String OPENID = "openid";

    ProviderSettings {
        scopes = List.copyOf(scopes);
        clientSecret = textOrNone(clientSecret);
        issuer = textOrNone(issuer);
        subjectAttribute = textOrNone(subjectAttribute);
        requireUrl("issuer", issuer);
    }

    /**
     * A provider's addresses.
     *
     * @param authorizationUri where browsers are sent
     * @param tokenUri where a code is given for tokens
     * @param userInfoUri who somebody is, where there are no ID tokens
     * @param jwksUri the keys of ID tokens
     */
    record Endpoints(
            @Nullable String authorizationUri,
            @Nullable String tokenUri,
            @Nullable String userInfoUri,
            @Nullable String jwksUri) {

        Endpoints {
            authorizationUri = textOrNone(authorizationUri);
            tokenUri = textOrNone(tokenUri);
            userInfoUri = textOrNone(userInfoUri);
            jwksUri = textOrNone(jwksUri);
            requireUrl("authorization-uri", authorizationUri);
            requireUrl("token-uri", tokenUri);
            requireUrl("user-info-uri", userInfoUri);
            requireUrl("jwks-uri", jwksUri);
        }

        boolean areGiven() {
            return Stream.of(authorizationUri, tokenUri, userInfoUri, jwksUri).anyMatch(uri -> uri != null);
        }
    }

    /** Whether the provider says who somebody is by a signed ID token. */
    boolean isOidc() {
        return scopes.isEmpty() ? issuer != null : scopes.contains(OPENID);
    }

    /** Whether the addresses come with this app. */
    boolean isBuiltIn(String name) {
        return BUILT_IN.contains(name) && issuer == null && !endpoints.areGiven();
    }

    String subject(String name) {
        if (subjectAttribute != null) {
            return subjectAttribute;
        }
        return isOidc() || (isBuiltIn(name) && name.equals("google")) ? "sub" : "id";
    }

    List<String> scopesOr(List<String> otherwise) {
        return scopes.isEmpty() ? otherwise : scopes;
    }

    void requireUsable(String name) {
        if (clientId.isBlank()) {
            throw refused(name, "client-id");
        }
        if (isBuiltIn(name)) {
            return;
        }
        boolean asked = issuer != null && !endpoints.areGiven();
        if (isOidc() && issuer == null) {
            throw refused(name, "issuer, since it asks for 'openid'");
        }
        if (!isOidc() && (asked || endpoints.userInfoUri() == null)) {
            throw refused(name, "endpoints.user-info-uri, or the scope 'openid' and an issuer");
        }
        if (!asked && (endpoints.authorizationUri() == null || endpoints.tokenUri() == null)) {
            throw refused(name, "endpoints.authorization-uri and endpoints.token-uri, or an issuer alone");
        }
        if (!asked && isOidc() && endpoints.jwksUri() == null) {
            throw refused(name, "endpoints.jwks-uri");
        }
    }

    private static IllegalArgumentException refused(String name, String missing) {
        return new IllegalArgumentException("scopegate.oauth.providers." + name + " needs " + missing);
    }

    private static @Nullable String textOrNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static void requireUrl(String key, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (!WebAddress.isTrustworthy(text)) {
            throw new IllegalArgumentException(
                    key + " must be an https address, or an http one of this machine, but was '" + text + "'");
        }
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + clientId + ", " + issuer + ", " + endpoints + ", " + scopes + "]";
    }
}
