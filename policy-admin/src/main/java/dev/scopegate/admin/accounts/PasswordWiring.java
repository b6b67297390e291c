package dev.scopegate.admin.accounts;

import dev.scopegate.admin.security.PasswordCheck;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PasswordWiring {

    @Bean
    PasswordCheck passwordCheck(Logins logins) {
        return (name, password, origin) -> logins.check(name, password, origin).value();
    }
}
