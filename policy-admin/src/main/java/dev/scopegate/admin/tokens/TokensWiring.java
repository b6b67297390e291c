package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokensWiring {

    @Bean
    TokensController.Effects tokenEffects(Acknowledgement acknowledgement, Registry registry, InstantSource clock) {
        return new TokensController.Effects(acknowledgement, registry, clock);
    }
}
