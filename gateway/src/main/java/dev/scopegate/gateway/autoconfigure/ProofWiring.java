package dev.scopegate.gateway.autoconfigure;

import dev.scopegate.gateway.proof.OceanProof;
import dev.scopegate.gateway.proof.Proofs;
import dev.scopegate.gateway.proof.SignerNonces;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.TokenStore;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Signatures that routes may take in place of a token. */
@Configuration(proxyBeanMethods = false)
class ProofWiring {

    @Bean
    @ConditionalOnMissingBean
    Nonces scopegateNonces(RedisConnection redis) {
        return new Nonces(redis);
    }

    @Bean
    @ConditionalOnMissingBean
    Proofs scopegateProofs(
            Nonces nonces,
            RedisConnection redis,
            TokenStore store,
            ScopegateProperties properties,
            @Qualifier(IdentityWiring.ARITHMETIC) Scheduler arithmetic) {
        GrantCompiler compiler = new GrantCompiler(properties.issuer());
        return new Proofs(new OceanProof(
                new SignerNonces(nonces, new LimitLedger(redis)), store, compiler, InstantSource.system(), arithmetic));
    }
}
