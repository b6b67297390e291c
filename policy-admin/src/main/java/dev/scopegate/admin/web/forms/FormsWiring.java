package dev.scopegate.admin.web.forms;

import dev.scopegate.admin.acls.AccessListReviews;
import dev.scopegate.admin.operations.Catalogues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FormsWiring {

    /** For templates. */
    @Bean
    Words limitWords() {
        return new Words();
    }

    @Bean
    CapabilityEditor capabilityEditor(AccessListReviews reviews, Catalogues catalogues) {
        return new CapabilityEditor(reviews, catalogues);
    }
}
