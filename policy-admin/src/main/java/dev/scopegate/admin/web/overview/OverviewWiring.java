package dev.scopegate.admin.web.overview;

import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.admin.usage.UsageReports;
import dev.scopegate.store.Registry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OverviewWiring {

    @Bean
    Overviews overviews(UsageReports reports, Custody custody) {
        return new Overviews(reports, custody);
    }

    @Bean
    FirstSteps firstSteps(Registry registry) {
        return new FirstSteps(registry);
    }
}
