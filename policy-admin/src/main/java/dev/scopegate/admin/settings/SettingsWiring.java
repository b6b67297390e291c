package dev.scopegate.admin.settings;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SettingsWiring {

    @Bean
    Settings settings(List<SettingsGroup> groups) {
        return new Settings(groups);
    }
}
