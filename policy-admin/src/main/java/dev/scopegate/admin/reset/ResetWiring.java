package dev.scopegate.admin.reset;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.store.OneTimeSecrets;
import dev.scopegate.store.Registry;
import java.security.SecureRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailProperties.class, ExternalUrls.class})
class ResetWiring {

    private static final int AT_ONCE = 4;
    private static final int WAITING = 1000;

    @Bean
    Errands mailErrands() {
        return new Errands(AT_ONCE, WAITING);
    }

    @Bean
    ResetKeys resetKeys(OneTimeSecrets secrets, SecureRandom random) {
        return new ResetKeys(secrets, random);
    }

    /** Boot makes a sender for an empty host too; such a sender reaches nobody. */
    @Bean
    PasswordReset.Post resetPost(
            ObjectProvider<JavaMailSender> mails,
            @Value("${spring.mail.host:}") String host,
            MailProperties properties,
            ExternalUrls urls,
            Errands errands) {
        JavaMailSender sender = host.isBlank() ? null : mails.getIfAvailable();
        if (sender == null) {
            return new PasswordReset.Post(null, errands);
        }
        String base = urls.externalUrls().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "scopegate.external-urls must name an address where spring.mail.host is set, but is empty"));
        return new PasswordReset.Post(new ResetLetter(sender, properties, base), errands);
    }

    @Bean
    PasswordReset passwordReset(
            Registry registry, Accounts accounts, LoginAttempts attempts, ResetKeys keys, PasswordReset.Post post) {
        return new PasswordReset(registry, accounts, attempts, keys, post);
    }
}
