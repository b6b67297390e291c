package dev.scopegate.gateway.autoconfigure;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.scopegate.gateway.audit.AuditRecorder;
import dev.scopegate.gateway.audit.DecisionMetrics;
import dev.scopegate.gateway.cache.Catalogues;
import dev.scopegate.gateway.cache.ChangeFollower;
import dev.scopegate.gateway.cache.ChangeListener;
import dev.scopegate.gateway.cache.Freshness;
import dev.scopegate.gateway.cache.GrantCache;
import dev.scopegate.gateway.forward.StreamGuard;
import dev.scopegate.gateway.settings.GatewayProperties;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.TokenStore;
import dev.scopegate.store.UsageCounters;
import dev.scopegate.store.UsageMarks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** What is read from the store, what of it is remembered, and what is written to it. */
@Configuration(proxyBeanMethods = false)
class StoreWiring {

    @Bean
    @ConditionalOnMissingBean(name = "scopegateRedisTuning")
    ClientResourcesBuilderCustomizer scopegateRedisTuning() {
        return RedisConnection::tune;
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    RedisConnection scopegateRedis(LettuceConnectionFactory factory, GatewayProperties properties) {
        return RedisConnection.open(factory.getRequiredNativeClient(), properties.storeTimeout());
    }

    @Bean
    @ConditionalOnMissingBean
    TokenStore scopegateTokenStore(RedisConnection redis) {
        return new TokenStore(redis);
    }

    @Bean
    @ConditionalOnMissingBean
    Freshness scopegateFreshness(GatewayProperties properties) {
        return new Freshness(Ticker.systemTicker(), properties.maxStaleness());
    }

    @Bean
    @ConditionalOnMissingBean
    GrantCache scopegateGrantCache(Freshness freshness, GatewayProperties properties) {
        return new GrantCache(freshness, properties.cacheSize());
    }

    @Bean
    @ConditionalOnMissingBean
    Catalogues scopegateCatalogues(Freshness freshness, RedisConnection redis) {
        return new Catalogues(freshness, new CatalogueStore(redis));
    }

    @Bean
    @ConditionalOnMissingBean
    ChangeFollower scopegateChangeFollower(
            GatewayProperties properties,
            RedisConnection redis,
            ChangeFollower.Memory memory,
            ChangeListener listener) {
        String name = properties.name() == null ? GatewayName.ofThisProcess() : properties.name();
        return new ChangeFollower(name, new ChangeLog(redis), memory, listener);
    }

    @Bean
    @ConditionalOnMissingBean
    ChangeFollower.Memory scopegateMemory(Freshness freshness, GrantCache grants, Catalogues catalogues) {
        return new ChangeFollower.Memory(freshness, grants, catalogues);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    StreamGuard scopegateStreamGuard() {
        return StreamGuard.start(InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    ChangeListener scopegateChangeListener(StreamGuard streams) {
        return new ChangeListener() {
            @Override
            public void changed(Set<String> subjects) {
                streams.changed(subjects);
            }

            @Override
            public void lapsed() {
                streams.lapsed();
            }
        };
    }

    @Bean
    @ConditionalOnMissingBean
    AuditRecorder scopegateAuditRecorder(RedisConnection redis) {
        return new AuditRecorder(new AuditStream(redis), new UsageMarks(redis), new UsageCounters(redis));
    }

    @Bean
    @ConditionalOnMissingBean
    DecisionMetrics scopegateDecisionMetrics(ObjectProvider<MeterRegistry> registry, AuditRecorder recorder) {
        return new DecisionMetrics(registry.getIfAvailable(SimpleMeterRegistry::new), recorder);
    }
}
