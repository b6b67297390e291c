package dev.scopegate.admin.setup;

import dev.scopegate.admin.http.Problems;
import dev.scopegate.admin.security.CallerCheck;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/**
 * What Spring Security does here: firewall and response headers. Callers are told apart by {@link CallerCheck}, which takes
 * a cookie only where a controller asks for it, and then with a header that no other site can send. The cookie of a login
 * at a provider proves no caller: it only ties the login's end to the browser that began it.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    private static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> anonymous.disable())
                .requestCache(cache -> cache.disable())
                .securityContext(context -> context.disable())
                .headers(headers -> headers.addHeaderWriter(WebSecurity::writePolicy))
                .build();
    }

    /**
     * Pages use what is theirs and nothing else; answers of the API are not to be rendered at all. Other sites learn no
     * address of a page; this one must, since a form of a page that names itself to nobody comes from the origin
     * {@code null} (Fetch, section 3.1), like one of an unknown site.
     */
    private static void writePolicy(HttpServletRequest request, HttpServletResponse response) {
        boolean page = request.getRequestURI().startsWith("/ui");
        response.setHeader("Content-Security-Policy", page ? PAGES : "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Referrer-Policy", page ? "same-origin" : "no-referrer");
    }

    /** What the firewall finds ambiguous gets the answer that an ambiguous path gets everywhere. */
    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, rejection) -> Problems.writeAmbiguousPath(response);
    }

    /** No user of Spring's own making: without this it invents one and logs its password. */
    @Bean
    UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("accounts are not known to Spring Security");
        };
    }
}
