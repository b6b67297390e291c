package dev.scopegate.admin.dialects.lnbits;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LnbitsWiring {

    @Bean
    AclTokenRequest aclTokenRequest(InstantSource clock) {
        return new AclTokenRequest(clock);
    }
}
