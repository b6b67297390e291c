package dev.scopegate.admin.oauth;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationProvider;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Gives a code to its provider and gets to know who logged in there, by Spring Security's own rules. With OpenID Connect
 * that is what the ID token says, and nothing else is asked.
 */
final class CodeExchange {

    private final ProviderCalls calls;
    private final AuthenticationProvider byIdToken;
    private final AuthenticationProvider byUserInfo;
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    CodeExchange(ProviderCalls calls) {
        this.calls = calls;
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(calls.tokens());
        OidcAuthorizationCodeAuthenticationProvider oidc = new OidcAuthorizationCodeAuthenticationProvider(
                tokens, request -> new DefaultOidcUser(List.of(), request.getIdToken()));
        oidc.setJwtDecoderFactory(registration ->
                decoders.computeIfAbsent(registration.getRegistrationId(), name -> decoder(registration)));
        DefaultOAuth2UserService users = new DefaultOAuth2UserService();
        users.setRestOperations(calls.reads());
        this.byIdToken = oidc;
        this.byUserInfo = new OAuth2LoginAuthenticationProvider(tokens, users);
    }

    /**
     * What the provider calls whoever logged in.
     *
     * @return null where it says nothing usable
     * @throws org.springframework.security.core.AuthenticationException where it refuses, or its answer does not check out
     */
    @Nullable
    Object subject(ClientRegistration registration, OAuth2AuthorizationExchange exchange) {
        boolean oidc = registration.getScopes().contains(OidcScopes.OPENID);
        Authentication done = (oidc ? byIdToken : byUserInfo)
                .authenticate(new OAuth2LoginAuthenticationToken(registration, exchange));
        String attribute = Objects.requireNonNull(
                registration.getProviderDetails().getUserInfoEndpoint().getUserNameAttributeName());
        return done != null && done.getPrincipal() instanceof OAuth2User user ? user.getAttribute(attribute) : null;
    }

    /** As {@link OidcIdTokenDecoderFactory} makes it, but with our limits on calls and with every asymmetric signature. */
    private JwtDecoder decoder(ClientRegistration registration) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri()))
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .restOperations(calls.reads())
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(
                new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return decoder;
    }
}
