package dev.scopegate.admin.decisions;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Registry;
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

    @Bean
    Remedies remedies(GrantCompiler compiler, Catalogues catalogues, TokenList tokens) {
        return new Remedies(compiler, catalogues, tokens);
    }

    @Bean
    ExactGrants.Desk exactGrantDesk(Registry registry, Acknowledgement acknowledgement) {
        return new ExactGrants.Desk(registry, acknowledgement);
    }

    @Bean
    ExactGrants exactGrants(
            Remedies remedies,
            Authenticator authenticator,
            Custody custody,
            PolicyChanges changes,
            ExactGrants.Desk desk) {
        return new ExactGrants(remedies, authenticator, custody, changes, desk);
    }
}
