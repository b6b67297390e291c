package dev.scopegate.admin.web.acls;

import dev.scopegate.admin.acls.AccessListReviews;
import dev.scopegate.admin.web.forms.CapabilityEditor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AclsWiring {

    @Bean
    AclEditor aclEditor(CapabilityEditor editor, AccessListReviews reviews) {
        return new AclEditor(editor, reviews);
    }
}
