package dev.scopegate.admin.decisions;

import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.LimitLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionsWiring {

    @Bean
    Explanations explanations(
            Authenticator authenticator,
            Custody custody,
            GrantCompiler compiler,
            Catalogues catalogues,
            LimitLedger ledger) {
        return new Explanations(authenticator, custody, compiler, catalogues, ledger);
    }
}
