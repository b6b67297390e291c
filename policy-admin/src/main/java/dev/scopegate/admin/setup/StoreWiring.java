package dev.scopegate.admin.setup;

import dev.scopegate.store.AuditStream;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.OneTimeSecrets;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.Registry;
import dev.scopegate.store.ReplayGuard;
import dev.scopegate.store.StoreVitals;
import dev.scopegate.store.TokenStore;
import dev.scopegate.store.UsageCounters;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** The store, over the Redis client that Spring Boot configures ({@code spring.data.redis.*}). */
@Configuration(proxyBeanMethods = false)
class StoreWiring {

    @Bean
    ClientResourcesBuilderCustomizer quickReconnect() {
        return RedisConnection::tune;
    }

    @Bean
    RedisConnection redisConnection(
            LettuceConnectionFactory factory, @Value("${spring.data.redis.timeout:1s}") Duration timeout) {
        return RedisConnection.open(factory.getRequiredNativeClient(), timeout);
    }

    @Bean
    TokenStore tokenStore(RedisConnection redis) {
        return new TokenStore(redis);
    }

    @Bean
    Registry registry(RedisConnection redis) {
        return new Registry(redis);
    }

    @Bean
    PolicyJournal policyJournal(RedisConnection redis) {
        return new PolicyJournal(redis);
    }

    @Bean
    ChangeLog changeLog(RedisConnection redis) {
        return new ChangeLog(redis);
    }

    @Bean
    LimitLedger limitLedger(RedisConnection redis) {
        return new LimitLedger(redis);
    }

    @Bean
    CatalogueStore catalogueStore(RedisConnection redis) {
        return new CatalogueStore(redis);
    }

    @Bean
    OneTimeSecrets oneTimeSecrets(RedisConnection redis) {
        return new OneTimeSecrets(redis);
    }

    @Bean
    Nonces nonces(RedisConnection redis) {
        return new Nonces(redis);
    }

    @Bean
    ReplayGuard replayGuard(RedisConnection redis) {
        return new ReplayGuard(redis);
    }

    @Bean
    AuditStream auditStream(RedisConnection redis) {
        return new AuditStream(redis);
    }

    @Bean
    UsageCounters usageCounters(RedisConnection redis) {
        return new UsageCounters(redis);
    }

    @Bean
    StoreVitals storeVitals(RedisConnection redis) {
        return new StoreVitals(redis);
    }
}
