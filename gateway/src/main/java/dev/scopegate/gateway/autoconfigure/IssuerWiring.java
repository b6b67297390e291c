package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.authn.Grants;
import dev.scopegate.gateway.authn.issuer.ExternalTokenVerifier;
import dev.scopegate.gateway.authn.issuer.IssuerDirectory;
import dev.scopegate.gateway.settings.IssuersProperties;
import dev.scopegate.gateway.settings.ScopegateProperties;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.core.scheduler.Scheduler;

/** Other issuers whose JWTs routes may accept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IssuersProperties.class)
class IssuerWiring {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    IssuerDirectory scopegateIssuerDirectory(
            IssuersProperties properties,
            ScopegateProperties installation,
            @Qualifier(IdentityWiring.ARITHMETIC) Scheduler arithmetic) {
        return IssuerDirectory.of(
                properties.besides(installation.issuer()).issuers(), InstantSource.system(), arithmetic);
    }

    /** After a host's own verifiers: they may know the same issuer better. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    @ConditionalOnMissingBean
    ExternalTokenVerifier scopegateExternalTokenVerifier(
            Grants grants, IssuerDirectory issuers, @Qualifier(IdentityWiring.ARITHMETIC) Scheduler arithmetic) {
        return new ExternalTokenVerifier(grants, issuers, InstantSource.system(), arithmetic);
    }
}
