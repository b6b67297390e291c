package dev.scopegate.admin.code;

import dev.scopegate.admin.acls.AccessListReviews;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CodeWiring {

    @Bean
    Policies.Afterwards policyAfterwards(
            Ids ids, InstantSource clock, Revocations revocations, Acknowledgement acknowledgement) {
        return new Policies.Afterwards(ids, clock, revocations, acknowledgement);
    }

    @Bean
    Policies policies(
            Registry registry,
            CatalogueStore catalogues,
            PolicyChanges changes,
            Policies.Afterwards afterwards,
            AccessListReviews reviews) {
        return new Policies(registry, catalogues, changes, afterwards, reviews);
    }
}
