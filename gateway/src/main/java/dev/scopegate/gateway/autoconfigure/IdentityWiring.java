package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.authn.Authenticator;
import dev.scopegate.gateway.authn.CredentialVerifier;
import dev.scopegate.gateway.authn.ForeignTokenVerifier;
import dev.scopegate.gateway.authn.Grants;
import dev.scopegate.gateway.authn.IssuerKeys;
import dev.scopegate.gateway.authn.LoginVerifier;
import dev.scopegate.gateway.authn.OpaqueVerifier;
import dev.scopegate.gateway.cache.GrantCache;
import dev.scopegate.gateway.forward.AssertionSigner;
import dev.scopegate.gateway.forward.JwksEndpoint;
import dev.scopegate.gateway.forward.SigningKeys;
import dev.scopegate.gateway.settings.ScopegateProperties;
import dev.scopegate.gateway.settings.SigningProperties;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.TokenStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Who calls: verifiers of credentials, and the keys that say it on. */
@Configuration(proxyBeanMethods = false)
class IdentityWiring {

    static final String ARITHMETIC = "scopegateArithmetic";
    private static final int WAITING_AT_MOST = 10_000;

    /** Where signatures are made and checked. What does not fit into its queue is refused as an outage. */
    @Bean(name = ARITHMETIC, destroyMethod = "dispose")
    @ConditionalOnMissingBean(name = ARITHMETIC)
    Scheduler scopegateArithmetic() {
        int threads = Runtime.getRuntime().availableProcessors();
        return Schedulers.newBoundedElastic(threads, WAITING_AT_MOST, "scopegate-arithmetic", 60, true);
    }

    @Bean
    @ConditionalOnMissingBean
    SigningKeys scopegateSigningKeys(SigningProperties properties) {
        return SigningKeys.read(properties.requiredKeyFile());
    }

    @Bean
    @ConditionalOnMissingBean
    Grants scopegateGrants(GrantCache cache, TokenStore store, ScopegateProperties properties) {
        return new Grants(cache, store, new GrantCompiler(properties.issuer()), properties.peppers());
    }

    /** A host's own verifiers are asked first. */
    @Bean
    @ConditionalOnMissingBean
    Authenticator scopegateAuthenticator(
            ObjectProvider<CredentialVerifier> hosts,
            Grants grants,
            SigningKeys keys,
            ScopegateProperties properties,
            @Qualifier(ARITHMETIC) Scheduler arithmetic) {
        List<CredentialVerifier> verifiers =
                new ArrayList<>(hosts.orderedStream().toList());
        verifiers.add(new OpaqueVerifier(grants));
        verifiers.add(new LoginVerifier(
                grants, IssuerKeys.of(keys.publicKeys()), properties.issuer(), InstantSource.system(), arithmetic));
        verifiers.add(new ForeignTokenVerifier(grants));
        return new Authenticator(verifiers);
    }

    @Bean
    @ConditionalOnMissingBean
    AssertionSigner scopegateAssertionSigner(
            SigningKeys keys, ScopegateProperties properties, @Qualifier(ARITHMETIC) Scheduler arithmetic) {
        return new AssertionSigner(keys, properties.issuer(), InstantSource.system(), arithmetic);
    }

    @Bean
    @ConditionalOnMissingBean(name = "scopegateJwks")
    RouterFunction<ServerResponse> scopegateJwks(SigningKeys keys) {
        return JwksEndpoint.of(keys);
    }
}
