package dev.scopegate.admin.accounts;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.settings.SettingsGroup;
import dev.scopegate.store.RecordSearch;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountsWiring {

    @Bean
    AccountDirectory.Records accountRecords(Registry registry, RecordSearch search) {
        return new AccountDirectory.Records(registry, search);
    }

    @Bean
    AccountDirectory accountDirectory(
            AccountDirectory.Records records,
            PolicyChanges changes,
            Accounts accounts,
            AccountsProperties properties,
            Acknowledgement acknowledgement) {
        return new AccountDirectory(records, changes, accounts, properties, acknowledgement);
    }

    @Bean
    MailboxMoves mailboxMoves(FreshProof proofs, FormerMailbox former, LoginAttempts attempts) {
        return new MailboxMoves(proofs, former, attempts);
    }

    @Bean
    UserIdSecrets userIdSecrets(Registry registry, PolicyChanges changes, InstantSource clock) {
        return new UserIdSecrets(registry, changes, clock);
    }

    @Bean
    SettingsGroup accountSettings(AccountsProperties properties, PagesUrl pages) {
        SettingsGroup.Builder group = SettingsGroup.named(
                        "Accounts and limits", "Who may make an account, what a new one may do, how often is tried.")
                .with("scopegate.pages.url", pages.url())
                .with("scopegate.accounts.registration", properties.registration())
                .with("scopegate.accounts.default-capabilities", properties.defaultCapabilities())
                .with("scopegate.accounts.login-lifetime", properties.loginLifetime())
                .with(
                        "scopegate.accounts.attempts.per-account",
                        properties.attempts().perAccount() + " attempts")
                .with(
                        "scopegate.accounts.attempts.per-address",
                        properties.attempts().perAddress() + " attempts")
                .with(
                        "scopegate.accounts.attempts.period",
                        properties.attempts().period());
        properties
                .firstSight()
                .forEach(
                        (scheme, capabilities) -> group.with("scopegate.accounts.first-sight." + scheme, capabilities));
        return group.build();
    }
}
