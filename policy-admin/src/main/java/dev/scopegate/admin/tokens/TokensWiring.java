package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.store.RecordSearch;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokensWiring {

    @Bean
    RecordSearch recordSearch(RedisConnection redis, InstantSource clock) {
        return new RecordSearch(redis, clock);
    }

    @Bean
    TokenList tokenList(RecordSearch search, Custody custody) {
        return new TokenList(search, custody);
    }

    @Bean
    TokenChanges tokenChanges(
            Registry registry, Custody custody, PolicyChanges changes, Tokens tokens, Catalogues catalogues) {
        return new TokenChanges(registry, custody, changes, tokens, catalogues);
    }

    @Bean
    TokensController.Effects tokenEffects(
            TokenList list, Custody custody, Acknowledgement acknowledgement, Registry registry, InstantSource clock) {
        return new TokensController.Effects(list, custody, acknowledgement, registry, clock);
    }
}
