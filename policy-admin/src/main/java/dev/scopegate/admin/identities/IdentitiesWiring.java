package dev.scopegate.admin.identities;

import dev.scopegate.admin.accounts.FreshProof;
import dev.scopegate.admin.accounts.IdentityProof;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentitiesWiring {

    @Bean
    IdentityProofs identityProofs(List<IdentityProof> proofs, LoginAttempts attempts) {
        return new IdentityProofs(proofs, attempts);
    }

    @Bean
    Identities.Desk identityDesk(FreshProof proofs, InstantSource clock) {
        return new Identities.Desk(proofs, clock);
    }

    @Bean
    Identities identities(
            Registry registry,
            PolicyChanges changes,
            Revocations revocations,
            Acknowledgement acknowledgement,
            Identities.Desk desk) {
        return new Identities(registry, changes, revocations, acknowledgement, desk);
    }
}
