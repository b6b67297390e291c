package dev.scopegate.admin.oauth;

import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.store.OneTimeSecrets;
import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OAuthProperties.class, ExternalUrls.class})
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
}
