package dev.scopegate.admin.live;

import dev.scopegate.admin.security.OpenCalls;
import dev.scopegate.store.AuditStream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LiveWiring {

    @Bean
    RefusalFeed refusalFeed(AuditStream audit) {
        return new RefusalFeed(audit);
    }

    @Bean
    LiveRefusals liveRefusals(RefusalFeed feed, OpenCalls calls) {
        return new LiveRefusals(feed, calls);
    }
}
