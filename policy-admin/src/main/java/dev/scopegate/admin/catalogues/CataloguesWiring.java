package dev.scopegate.admin.catalogues;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CataloguesWiring {

    @Bean
    Dependents dependents(Registry registry) {
        return new Dependents(registry);
    }

    @Bean
    CatalogueImport catalogueImport(
            CatalogueStore store,
            PolicyChanges changes,
            Acknowledgement acknowledgement,
            Dependents dependents,
            Catalogues catalogues) {
        return new CatalogueImport(store, changes, acknowledgement, dependents, catalogues);
    }
}
