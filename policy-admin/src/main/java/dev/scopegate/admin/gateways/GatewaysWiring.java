package dev.scopegate.admin.gateways;

import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.StoreVitals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GatewaysWiring {

    @Bean
    Gateways gateways(ChangeLog changes, StoreVitals vitals, PolicyJournal journal) {
        return new Gateways(changes, vitals, journal);
    }
}
