package dev.scopegate.admin.usage;

import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.store.Registry;
import dev.scopegate.store.UsageCounters;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class UsageWiring {

    @Bean
    UsageReports usageReports(
            UsageCounters counters, Custody custody, Registry registry, Catalogues catalogues, InstantSource clock) {
        return new UsageReports(counters, custody, registry, new UsedCapabilities(catalogues), clock);
    }

    @Bean
    UsageWriter usageWriter(UsageCounters counters) {
        return new UsageWriter(counters);
    }
}
