package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.security.LoginTrail;
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
    Ceremony passkeyCeremony(PagesUrl pages) {
        return new Ceremony(pages);
    }

    @Bean
    Signatures passkeySignatures(Registry registry, PolicyChanges changes, Ceremony ceremony, InstantSource clock) {
        return new Signatures(registry, changes, ceremony, clock);
    }

    @Bean
    Passkeys.Desk passkeyDesk(
            FreshProofs.Desk keys,
            LoginAttempts attempts,
            Identities identities,
            LoginTrail trail,
            InstantSource clock) {
        return new Passkeys.Desk(keys, attempts, identities, trail, clock);
    }

    @Bean
    Passkeys passkeys(Registry registry, PolicyChanges changes, Logins logins, FreshProofs proofs, Passkeys.Desk desk) {
        return new Passkeys(registry, changes, logins, proofs, desk);
    }

    @Bean
    FreshProofs.Desk freshProofDesk(Ceremony ceremony, Challenges challenges, Signatures signatures) {
        return new FreshProofs.Desk(ceremony, challenges, signatures);
    }

    @Bean
    FreshProofs freshProofs(Registry registry, Logins logins, FreshProofs.Desk desk) {
        return new FreshProofs(registry, logins, desk);
    }

    @Bean
    SecondFactors secondFactors(
            Registry registry,
            PolicyChanges changes,
            FreshProofs proofs,
            AccountDirectory directory,
            InstantSource clock) {
        return new SecondFactors(registry, changes, proofs, directory, clock);
    }

    @Bean
    HalfSignIns halfSignIns(Registry registry, Logins logins, Signatures signatures, HalfSignIns.Desk desk) {
        return new HalfSignIns(registry, logins, signatures, desk);
    }
}
