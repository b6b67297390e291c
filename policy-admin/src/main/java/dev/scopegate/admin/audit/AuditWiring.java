package dev.scopegate.admin.audit;

import dev.scopegate.store.AuditStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditWiring {

    @Bean
    AuditLog auditLog(AuditStream stream) {
        return new AuditLog(stream);
    }

    @Bean
    AuditExport auditExport(AuditLog log) {
        return new AuditExport(log);
    }
}
