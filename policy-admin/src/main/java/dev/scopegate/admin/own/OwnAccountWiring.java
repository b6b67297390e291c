package dev.scopegate.admin.own;

import dev.scopegate.admin.accounts.UserIdSecrets;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.store.RecordSearch;
import dev.scopegate.store.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OwnAccountWiring {

    @Bean
    SignIns signIns(
            Registry registry,
            RecordSearch search,
            Revocations revocations,
            UserIdSecrets userIds,
            Acknowledgement acknowledgement) {
        return new SignIns(registry, search, revocations, userIds, acknowledgement);
    }
}
