package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.store.OneTimeSecrets;
import dev.scopegate.store.Registry;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PagesUrl.class)
class PasskeysWiring {

    @Bean
    Challenges passkeyChallenges(OneTimeSecrets secrets, SecureRandom random) {
        return new Challenges(secrets, random);
    }

    @Bean
    Passkeys.Desk passkeyDesk(PagesUrl pages, Challenges challenges, LoginAttempts attempts, InstantSource clock) {
        return new Passkeys.Desk(new Ceremony(pages), challenges, attempts, clock);
    }

    @Bean
    Passkeys passkeys(
            Registry registry, PolicyChanges changes, Identities identities, Logins logins, Passkeys.Desk desk) {
        return new Passkeys(registry, changes, identities, logins, desk);
    }
}
