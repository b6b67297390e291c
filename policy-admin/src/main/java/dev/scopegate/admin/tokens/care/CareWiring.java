package dev.scopegate.admin.tokens.care;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.TokenChanges;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.UsageCounters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CareWiring {

    @Bean
    Remains remains(Authenticator authenticator, Custody custody, GrantCompiler compiler, LimitLedger ledger) {
        return new Remains(authenticator, custody, compiler, ledger);
    }

    @Bean
    Habits habits(Remains remains, TokenChanges changes, Catalogues catalogues, UsageCounters counters) {
        return new Habits(remains, changes, catalogues, id -> Reply.of(counters.uses(id)));
    }
}
