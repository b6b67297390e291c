package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.proof.OceanProof;
import dev.scopegate.gateway.proof.Proofs;
import dev.scopegate.gateway.proof.SignerNonces;
import dev.scopegate.gateway.settings.ProofProperties;
import dev.scopegate.gateway.settings.ScopegateProperties;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.TokenStore;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Signatures that routes may take in place of a token. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProofProperties.class)
class ProofWiring {

    @Bean
    @ConditionalOnMissingBean
    Nonces scopegateNonces(RedisConnection redis) {
        return new Nonces(redis);
    }

    @Bean
    @ConditionalOnMissingBean
    SignerNonces scopegateSignerNonces(Nonces nonces, RedisConnection redis) {
        return new SignerNonces(nonces, new LimitLedger(redis));
    }

    @Bean
    @ConditionalOnMissingBean
    Proofs scopegateProofs(
            SignerNonces nonces,
            TokenStore store,
            ScopegateProperties properties,
            ProofProperties proof,
            @Qualifier(IdentityWiring.ARITHMETIC) Scheduler arithmetic) {
        GrantCompiler compiler = new GrantCompiler(properties.issuer());
        OceanProof ocean = new OceanProof(nonces, store, compiler, InstantSource.system(), arithmetic);
        return new Proofs(ocean.waitingFor(proof.bodyTimeout()));
    }
}
