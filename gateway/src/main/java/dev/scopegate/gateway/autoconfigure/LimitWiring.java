package dev.scopegate.gateway.autoconfigure;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.scopegate.gateway.limit.LeaseKeeper;
import dev.scopegate.gateway.limit.Leases;
import dev.scopegate.gateway.limit.LimitGate;
import dev.scopegate.gateway.settings.LeaseProperties;
import dev.scopegate.store.LeaseLedger;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.RedisConnection;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How calls are charged: ahead where that is allowed, or one by one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LeaseProperties.class)
class LimitWiring {

    /** The store counts what it hears nothing more of as used only when this gateway has long let go of it. */
    private static final int STORE_KEEPS = 5;

    @Bean
    @ConditionalOnMissingBean
    LimitGate scopegateLimitGate(RedisConnection redis, ObjectProvider<Leases> leases) {
        return new LimitGate(new LimitLedger(redis), leases.getIfAvailable(), InstantSource.system());
    }

    /** What is held ahead, and settled in time. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "scopegate.gateway.leases.enabled", matchIfMissing = true)
    static class Ahead {

        @Bean
        @ConditionalOnMissingBean
        Leases scopegateLeases(RedisConnection redis, LeaseProperties properties) {
            Leases.Terms terms =
                    new Leases.Terms(UUID.randomUUID().toString(), properties.period(), properties.quotas());
            LeaseLedger ledger = new LeaseLedger(
                    redis, properties.share(), properties.period().multipliedBy(STORE_KEEPS));
            return new Leases(ledger, terms, Ticker.systemTicker());
        }

        @Bean
        @ConditionalOnMissingBean
        LeaseKeeper scopegateLeaseKeeper(Leases leases, LeaseProperties properties) {
            return new LeaseKeeper(leases, properties.period());
        }
    }
}
