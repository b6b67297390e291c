package dev.scopegate.admin.accounts;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.store.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountsWiring {

    @Bean
    AccountDirectory accountDirectory(
            Registry registry,
            PolicyChanges changes,
            Accounts accounts,
            AccountsProperties properties,
            Acknowledgement acknowledgement) {
        return new AccountDirectory(registry, changes, accounts, properties, acknowledgement);
    }
}
