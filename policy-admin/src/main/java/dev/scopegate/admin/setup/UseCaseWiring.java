package dev.scopegate.admin.setup;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.AccountsProperties;
import dev.scopegate.admin.accounts.FirstSights;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.accounts.MailboxMoves;
import dev.scopegate.admin.accounts.Passwords;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.operations.CataloguePublication;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.ForeignTokens;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.SpentMeters;
import dev.scopegate.admin.tokens.TokenLife;
import dev.scopegate.admin.tokens.Tokens;
import dev.scopegate.admin.tokens.Tokens.Mint;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.Registry;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What callers can do. Every API of this app, foreign or our own, speaks to these. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountsProperties.class)
class UseCaseWiring {

    @Bean
    PolicyChanges policyChanges(PolicyJournal journal) {
        return new PolicyChanges(journal);
    }

    @Bean
    Acknowledgement acknowledgement(ChangeLog changes, InstantSource clock, AdminProperties properties) {
        return new Acknowledgement(changes, clock, properties.acknowledgementWait());
    }

    @Bean
    CataloguePublication cataloguePublication(CatalogueStore store, PolicyChanges changes) {
        return new CataloguePublication(store, changes);
    }

    @Bean
    Mint mint(Ids ids, SecureRandom random, Digests digests) {
        return new Mint(ids, random, digests);
    }

    @Bean
    Tokens tokens(Registry registry, PolicyChanges changes, Catalogues catalogues, Mint mint, InstantSource clock) {
        return new Tokens(registry, changes, catalogues, mint, clock);
    }

    @Bean
    Custody custody(Registry registry) {
        return new Custody(registry);
    }

    @Bean
    TokenLife tokenLife(Custody custody, PolicyChanges changes, Mint mint, InstantSource clock) {
        return new TokenLife(custody, changes, mint, clock);
    }

    @Bean
    SpentMeters spentMeters(LimitLedger ledger, GrantCompiler compiler) {
        return new SpentMeters(ledger, compiler);
    }

    @Bean
    Revocations revocations(
            Registry registry,
            PolicyChanges changes,
            Acknowledgement acknowledgement,
            SpentMeters meters,
            InstantSource clock) {
        return new Revocations(registry, changes, acknowledgement, meters, clock);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    LoginAttempts loginAttempts(LimitLedger ledger, Ids ids, AccountsProperties properties, InstantSource clock) {
        return new LoginAttempts(ledger, ids, properties.attempts(), clock);
    }

    @Bean
    FirstSights firstSights(Registry registry, PolicyChanges changes, LoginAttempts attempts, InstantSource clock) {
        return new FirstSights(registry, changes, attempts, clock);
    }

    @Bean
    SmartInitializingSingleton firstSightPublication(FirstSights firstSights, AccountsProperties properties) {
        return () -> firstSights.publish(properties.firstSights());
    }

    @Bean
    ForeignTokens foreignTokens(
            Registry registry, PolicyChanges changes, Acknowledgement acknowledgement, Mint mint, InstantSource clock) {
        return new ForeignTokens(registry, changes, acknowledgement, mint, clock);
    }

    @Bean
    Logins logins(
            Registry registry, PolicyChanges changes, Passwords passwords, LoginAttempts attempts, Logins.Desk desk) {
        return new Logins(registry, changes, passwords, attempts, desk);
    }

    @Bean
    Accounts.Office accountOffice(
            AccountsProperties properties, Ids ids, InstantSource clock, Revocations revocations, MailboxMoves moves) {
        return new Accounts.Office(properties, ids, clock, revocations, moves);
    }

    @Bean
    Accounts accounts(
            Registry registry, PolicyChanges changes, Passwords passwords, Logins logins, Accounts.Office office) {
        return new Accounts(registry, changes, passwords, logins, office);
    }
}
