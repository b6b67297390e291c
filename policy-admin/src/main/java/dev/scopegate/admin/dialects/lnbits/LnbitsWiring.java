package dev.scopegate.admin.dialects.lnbits;

import dev.scopegate.admin.accounts.FirstSights;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.store.Registry;
import dev.scopegate.store.ReplayGuard;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LnbitsProperties.class, ExternalUrls.class})
class LnbitsWiring {

    @Bean
    AclTokenRequest aclTokenRequest(InstantSource clock) {
        return new AclTokenRequest(clock);
    }

    @Bean
    NostrProofs nostrProofs(ReplayGuard replays, ExternalUrls urls, InstantSource clock) {
        return new NostrProofs(replays, urls, clock);
    }

    @Bean
    NostrIdentityProof nostrIdentityProof(NostrProofs proofs) {
        return new NostrIdentityProof(proofs);
    }

    @Bean
    UserIds.Sources lnbitsUserIdSources(SecureRandom random, InstantSource clock) {
        return new UserIds.Sources(random, clock);
    }

    @Bean
    UserIds lnbitsUserIds(
            Registry registry, PolicyChanges changes, FirstSights accounts, Digests digests, UserIds.Sources sources) {
        return new UserIds(registry, changes, accounts, digests, sources);
    }
}
