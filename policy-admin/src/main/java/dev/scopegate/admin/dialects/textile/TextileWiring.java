package dev.scopegate.admin.dialects.textile;

import dev.scopegate.admin.accounts.FirstSights;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.clients.Clients;
import dev.scopegate.admin.security.SigningKeys;
import dev.scopegate.admin.settings.SettingsGroup;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.Tokens.Mint;
import dev.scopegate.store.Registry;
import dev.scopegate.wire.key.Ed25519Seed;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TextileProperties.class)
class TextileWiring {

    /** Follows from the installation's signing key, so that nothing more must be kept; replacing that replaces it. */
    private static final String KEY_LABEL = "scopegate textile token key v1";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSocketContainer() {
        return tomcat ->
                tomcat.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), null));
    }

    @Bean
    UserTokens textileUserTokens(
            FirstSights firstSights,
            ForeignTokens tokens,
            UserTokens.Records records,
            SigningKeys keys,
            TextileProperties properties) {
        UserTokenForm form = new UserTokenForm(Ed25519Seed.of(keys.derive(KEY_LABEL)));
        return new UserTokens(firstSights, tokens, records, form, properties.tokenLifetime());
    }

    @Bean
    UserTokens.Records textileRecords(Registry registry, Mint mint, InstantSource clock) {
        return new UserTokens.Records(registry, mint.digests(), clock);
    }

    @Bean
    ClientCheck textileClientCheck(Clients clients, TextileProperties properties, InstantSource clock) {
        return new ClientCheck(clients, properties.signatureLifetime(), clock);
    }

    @Bean
    TokenCall.Counter textileCounter(
            ClientCheck clients, UserTokens tokens, LoginAttempts attempts, Mint mint, TextileProperties properties) {
        return new TokenCall.Counter(clients, tokens, attempts, mint.random(), properties.challengeLifetime());
    }

    @Bean
    SettingsGroup textileSettings(TextileProperties properties) {
        Duration lifetime = properties.tokenLifetime();
        return SettingsGroup.named("Textile", "Tokens that user-group keys obtain for their users.")
                .with("scopegate.textile.challenge-lifetime", properties.challengeLifetime())
                .with("scopegate.textile.signature-lifetime", properties.signatureLifetime())
                .with("scopegate.textile.token-lifetime", lifetime == null ? "never ends" : lifetime)
                .build();
    }
}
