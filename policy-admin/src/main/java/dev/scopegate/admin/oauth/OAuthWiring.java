package dev.scopegate.admin.oauth;

import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.settings.SettingsGroup;
import dev.scopegate.store.OneTimeSecrets;
import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OAuthProperties.class, ExternalUrls.class, PagesUrl.class})
class OAuthWiring {

    @Bean
    OAuthLogins oauthLogins(
            OAuthProperties properties, ExternalUrls urls, OneTimeSecrets secrets, SecureRandom random) {
        ProviderCalls calls = new ProviderCalls();
        Providers providers = new Providers(properties.providers(), calls, urls.first());
        return new OAuthLogins(providers, new CodeExchange(calls), secrets, random);
    }

    @Bean
    OAuthProof oauthProof(OAuthLogins logins) {
        return new OAuthProof(logins);
    }

    @Bean
    SettingsGroup oauthSettings(OAuthProperties properties, PagesUrl pages, ExternalUrls urls) {
        SettingsGroup.Builder group = SettingsGroup.named(
                        "Sign-in at other providers",
                        "At each provider, allow all redirects: two of the pages and the API's.")
                .with(
                        "scopegate.oauth.providers",
                        properties.providers().keySet().stream().sorted().toList());
        properties
                .providers()
                .forEach((name, provider) -> group.with(
                                "scopegate.oauth.providers." + name + ".client-id", provider.clientId())
                        .secret("scopegate.oauth.providers." + name + ".client-secret", provider.clientSecret())
                        .with("redirect of the pages", pages.of(OAuthLogins.pageOf(name)))
                        .with("redirect of the pages, to link", pages.of(OAuthLogins.linkPageOf(name)))
                        .with("redirect of the API", urls.first() + "/api/v1/auth/" + name + "/token"));
        return group.build();
    }
}
