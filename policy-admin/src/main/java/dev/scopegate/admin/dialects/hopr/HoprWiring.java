package dev.scopegate.admin.dialects.hopr;

import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.tokens.SpentMeters;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.LimitLedger;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HoprWiring {

    @Bean
    HoprTokenDocument hoprTokenDocument(SpentMeters meters, LimitLedger ledger) {
        return new HoprTokenDocument(meters, ledger);
    }

    @Bean
    HoprController.Eyes hoprEyes(Authenticator authenticator, GrantCompiler compiler, InstantSource clock) {
        return new HoprController.Eyes(authenticator, compiler, clock);
    }
}
