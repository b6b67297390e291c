package dev.scopegate.admin.dialects.ocean;

import dev.scopegate.admin.accounts.FirstSights;
import dev.scopegate.admin.dialects.ocean.OceanTokens.Ending;
import dev.scopegate.admin.dialects.ocean.OceanTokens.Form;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.settings.SettingsGroup;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.Nonces;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OceanProperties.class)
class OceanWiring {

    /** Never the pepper itself: a key of its own is derived from it where none is configured. */
    @Bean
    Form oceanForm(OceanProperties properties, Digests digests, InstantSource clock) {
        String configured = properties.tokenKey();
        String key = configured == null ? digests.of("key of Ocean tokens").value() : configured;
        return new Form(new OceanJwt(key), properties.longestLifetime(), clock);
    }

    @Bean
    Ending oceanEnding(Authenticator authenticator, Custody custody, Revocations revocations, GrantCompiler compiler) {
        return new Ending(authenticator, custody, revocations, compiler);
    }

    @Bean
    OceanTokens oceanTokens(ForeignTokens tokens, FirstSights accounts, Nonces nonces, Ending ending, Form form) {
        return new OceanTokens(tokens, accounts, nonces, ending, form);
    }

    @Bean
    SettingsGroup oceanSettings(OceanProperties properties) {
        return SettingsGroup.named("Ocean", "Tokens that a node's provider issues to Ocean's clients.")
                .secret("scopegate.ocean.token-key", properties.tokenKey())
                .with("scopegate.ocean.longest-lifetime", properties.longestLifetime())
                .with(
                        "scopegate.ocean.provider-addresses",
                        properties.providerAddresses().entrySet())
                .build();
    }
}
