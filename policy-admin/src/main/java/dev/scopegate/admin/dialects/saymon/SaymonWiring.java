package dev.scopegate.admin.dialects.saymon;

import dev.scopegate.admin.accounts.AccountsProperties;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.security.CsrfTokens;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.security.OtherSites;
import dev.scopegate.store.Registry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SaymonWiring {

    @Bean
    SessionCookies sessionCookies(Digests digests) {
        return new SessionCookies(new CsrfTokens(digests));
    }

    @Bean
    SessionController.Desk sessionDesk(
            Registry registry, InstantSource clock, AccountsProperties properties, PagesUrl pages, ExternalUrls urls) {
        List<String> own = new ArrayList<>(urls.externalUrls());
        own.add(pages.url());
        OtherSites others = new OtherSites(own, "A session is opened by a page of its own site.");
        return new SessionController.Desk(registry, clock, properties.loginLifetime(), others);
    }
}
