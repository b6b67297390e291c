package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.security.Digests;
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
            SecondFactors.Desk proofs, LoginAttempts attempts, Identities identities, InstantSource clock) {
        return new Passkeys.Desk(proofs, attempts, identities, clock);
    }

    @Bean
    Passkeys passkeys(
            Registry registry, PolicyChanges changes, Logins logins, SecondFactors seconds, Passkeys.Desk desk) {
        return new Passkeys(registry, changes, logins, seconds, desk);
    }

    @Bean
    SecondFactors.Desk secondFactorDesk(
            Ceremony ceremony, Challenges challenges, Signatures signatures, InstantSource clock) {
        return new SecondFactors.Desk(ceremony, challenges, signatures, clock);
    }

    @Bean
    SecondFactors secondFactors(
            Registry registry,
            PolicyChanges changes,
            Logins logins,
            AccountDirectory directory,
            SecondFactors.Desk desk) {
        return new SecondFactors(registry, changes, logins, directory, desk);
    }

    @Bean
    HalfSignIns.Desk halfSignInDesk(
            Ceremony ceremony, OneTimeSecrets secrets, SecureRandom random, Digests digests, LoginAttempts attempts) {
        return new HalfSignIns.Desk(ceremony, secrets, random, digests, attempts);
    }

    @Bean
    HalfSignIns halfSignIns(Registry registry, Logins logins, Signatures signatures, HalfSignIns.Desk desk) {
        return new HalfSignIns(registry, logins, signatures, desk);
    }
}
