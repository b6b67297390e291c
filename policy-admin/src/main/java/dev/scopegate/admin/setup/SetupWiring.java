package dev.scopegate.admin.setup;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.operations.CataloguePublication;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs once at start, and what health tells. */
@Configuration(proxyBeanMethods = false)
class SetupWiring {

    @Bean
    AdministratorToken administratorToken(
            Registry registry, PolicyChanges changes, Digests digests, InstantSource clock) {
        return new AdministratorToken(registry, changes, digests, clock);
    }

    @Bean
    Setup setup(
            AdminProperties properties,
            CataloguePublication catalogues,
            Accounts accounts,
            Registry registry,
            AdministratorToken token) {
        return new Setup(properties, catalogues, accounts, registry, token);
    }

    @Bean
    DurabilityHealth durabilityHealthIndicator(PolicyJournal journal) {
        return new DurabilityHealth(journal);
    }
}
