package dev.scopegate.admin.oauth;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.oauth2.client.CommonOAuth2Provider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.web.client.RestClientException;

/**
 * The configured providers, as Spring knows them. An issuer is asked for its addresses when somebody first logs in there,
 * and again after it failed to tell, so that this app starts without it.
 */
final class Providers implements ClientRegistrationRepository {

    private final Map<String, ProviderSettings> settings;
    private final ProviderCalls calls;
    private final String base;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

    /** @param base where browsers reach this installation */
    Providers(Map<String, ProviderSettings> settings, ProviderCalls calls, String base) {
        this.settings = Map.copyOf(settings);
        this.calls = calls;
        this.base = base;
    }

    List<String> names() {
        return settings.keySet().stream().sorted().toList();
    }

    boolean has(String name) {
        return settings.containsKey(name);
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String name) {
        ProviderSettings provider = settings.get(name);
        return provider == null ? null : registration(name, provider);
    }

    private ClientRegistration registration(String name, ProviderSettings provider) {
        ClientRegistration held = known.get(name);
        if (held != null) {
            return held;
        }
        ClientRegistration made = described(name, provider)
                .registrationId(name)
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .userNameAttributeName(provider.subject(name))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(base + "/api/v1/auth/" + name + "/token")
                .build();
        ClientRegistration other = known.putIfAbsent(name, made);
        return other == null ? made : other;
    }

    private ClientRegistration.Builder described(String name, ProviderSettings provider) {
        ClientRegistration.Builder builder = addressed(name, provider);
        return provider.clientSecret() == null
                ? builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                : builder;
    }

    private ClientRegistration.Builder addressed(String name, ProviderSettings provider) {
        ProviderSettings.Endpoints endpoints = provider.endpoints();
        List<String> identification = List.of(OidcScopes.OPENID);
        if (provider.isBuiltIn(name)) {
            return name.equals("google")
                    ? CommonOAuth2Provider.GOOGLE.getBuilder(name).scope(provider.scopesOr(identification))
                    : CommonOAuth2Provider.GITHUB.getBuilder(name).scope(provider.scopesOr(List.of()));
        }
        if (!endpoints.areGiven()) {
            return discovered(Objects.requireNonNull(provider.issuer())).scope(provider.scopesOr(identification));
        }
        return ClientRegistration.withRegistrationId(name)
                .issuerUri(provider.issuer())
                .authorizationUri(Objects.requireNonNull(endpoints.authorizationUri()))
                .tokenUri(Objects.requireNonNull(endpoints.tokenUri()))
                .userInfoUri(endpoints.userInfoUri())
                .jwkSetUri(endpoints.jwksUri())
                .scope(provider.scopesOr(provider.isOidc() ? identification : List.of()));
    }

    private ClientRegistration.Builder discovered(String issuer) {
        try {
            return ClientRegistrations.fromOidcConfiguration(calls.discover(issuer));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new RestClientException("metadata of " + issuer + " cannot be used", e);
        }
    }
}
