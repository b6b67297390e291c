package dev.scopegate.admin.introspection;

import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.token.GrantCompiler;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IntrospectionWiring {

    @Bean
    Introspection introspection(
            Authenticator authenticator,
            Custody custody,
            GrantCompiler compiler,
            Catalogues catalogues,
            InstantSource clock) {
        return new Introspection(authenticator, custody, compiler, catalogues, clock);
    }
}
