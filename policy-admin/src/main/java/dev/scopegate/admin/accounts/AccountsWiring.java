package dev.scopegate.admin.accounts;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.store.RecordSearch;
import dev.scopegate.store.Registry;
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
}
