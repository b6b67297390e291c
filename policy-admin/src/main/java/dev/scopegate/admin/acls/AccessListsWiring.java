package dev.scopegate.admin.acls;

import dev.scopegate.admin.acls.AccessLists.Register;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.store.AccessListUses;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessListsWiring {

    @Bean
    Register accessListRegister(Ids ids, InstantSource clock, Catalogues catalogues) {
        return new Register(ids, clock, catalogues);
    }

    @Bean
    AccessLists accessLists(
            Registry registry,
            PolicyChanges changes,
            Revocations revocations,
            Acknowledgement acknowledgement,
            Register register) {
        return new AccessLists(registry, changes, revocations, acknowledgement, register);
    }

    @Bean
    AccessListUses accessListUses(RedisConnection redis) {
        return new AccessListUses(redis);
    }

    @Bean
    AccessListReviews accessListReviews(
            AccessLists lists, Registry registry, AccessListUses uses, Catalogues catalogues, InstantSource clock) {
        return new AccessListReviews(lists, registry, uses, catalogues, clock);
    }
}
