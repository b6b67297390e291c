package dev.scopegate.admin.clients;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.store.Registry;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientsWiring {

    @Bean
    Clients clients(
            Registry registry, PolicyChanges changes, Digests digests, SecureRandom random, InstantSource clock) {
        return new Clients(registry, changes, digests, random, clock);
    }

    @Bean
    ClientImpacts clientImpacts(Clients clients, TokenList tokens) {
        return new ClientImpacts(clients, tokens);
    }
}
