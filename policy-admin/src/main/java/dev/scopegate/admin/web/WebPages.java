package dev.scopegate.admin.web;

import dev.scopegate.admin.accounts.AccountsProperties;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.security.CallerCheck;
import dev.scopegate.admin.security.CsrfTokens;
import dev.scopegate.admin.security.Digests;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all pages are made with. */
@Configuration(proxyBeanMethods = false)
class WebPages {

    @Bean
    Sessions sessions(Digests digests, AccountsProperties properties, PagesUrl pages) {
        return new Sessions(new CsrfTokens(digests), properties.loginLifetime(), pages);
    }

    @Bean
    Visitors visitors(Sessions sessions, CallerCheck.Sources sources, InstantSource clock) {
        return new Visitors(sessions, sources, clock);
    }
}
