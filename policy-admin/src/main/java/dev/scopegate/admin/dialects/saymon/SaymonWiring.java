package dev.scopegate.admin.dialects.saymon;

import dev.scopegate.admin.accounts.AccountsProperties;
import dev.scopegate.admin.security.CsrfTokens;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SaymonWiring {

    @Bean
    SessionCookies sessionCookies(Digests digests) {
        return new SessionCookies(new CsrfTokens(digests));
    }

    @Bean
    SessionController.Desk sessionDesk(Registry registry, InstantSource clock, AccountsProperties properties) {
        return new SessionController.Desk(registry, clock, properties.loginLifetime());
    }
}
