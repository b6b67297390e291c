package dev.scopegate.admin.closing;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.store.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClosingWiring {

    @Bean
    Closures.End accountEnd(Revocations revocations, Acknowledgement acknowledgement) {
        return new Closures.End(revocations, acknowledgement);
    }

    @Bean
    Closures closures(
            Registry registry, PolicyChanges changes, AccountDirectory directory, TokenList tokens, Closures.End end) {
        return new Closures(registry, changes, directory, tokens, end);
    }
}
