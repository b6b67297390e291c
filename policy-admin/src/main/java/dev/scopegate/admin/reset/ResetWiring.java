package dev.scopegate.admin.reset;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.FormerMailbox;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.http.ExternalUrls;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.settings.SettingsGroup;
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
@EnableConfigurationProperties({MailProperties.class, ExternalUrls.class, PagesUrl.class})
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

    @Bean
    ResetLinks resetLinks(MailProperties properties, ExternalUrls urls, PagesUrl pages) {
        return new ResetLinks(properties, urls, pages);
    }

    @Bean
    ResetOrders resetOrders(
            Registry registry,
            PolicyChanges changes,
            AccountDirectory directory,
            PasswordReset reset,
            ResetLinks links) {
        return new ResetOrders(registry, changes, directory, reset, links);
    }

    /** Boot makes a sender for an empty host too; such a sender reaches nobody. */
    @Bean
    PasswordReset.Post resetPost(
            ObjectProvider<JavaMailSender> mails,
            @Value("${spring.mail.host:}") String host,
            MailProperties properties,
            ResetLinks links,
            Errands errands) {
        JavaMailSender sender = host.isBlank() ? null : mails.getIfAvailable();
        if (sender == null) {
            return new PasswordReset.Post(null, errands);
        }
        return new PasswordReset.Post(new ResetLetter(sender, properties, links), errands);
    }

    @Bean
    FormerMailbox formerMailbox(PasswordReset.Post post) {
        return post::sayFarewell;
    }

    @Bean
    PasswordReset passwordReset(
            Registry registry, Accounts accounts, LoginAttempts attempts, ResetKeys keys, PasswordReset.Post post) {
        return new PasswordReset(registry, accounts, attempts, keys, post);
    }

    @Bean
    SettingsGroup mailSettings(@Value("${spring.mail.host:}") String host, MailProperties properties) {
        return SettingsGroup.named("Mail", "Letters that reset passwords; without a host none is sent.")
                .with("spring.mail.host", host)
                .with("scopegate.mail.from", properties.from())
                .with("scopegate.mail.reset-link", properties.resetLink())
                .build();
    }
}
