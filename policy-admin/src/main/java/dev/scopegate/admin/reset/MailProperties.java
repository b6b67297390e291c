package dev.scopegate.admin.reset;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What mails say; where they are sent is Boot's {@code spring.mail.*}, and without its host none is.
 *
 * @param from who they come from
 * @param resetLink where a password is set anew; {@code {pages}} is {@code scopegate.pages.url},
 *     {@code {base}} the first of {@code scopegate.external-urls}, and
 *     {@code {key}} must stand behind the {@code #}, which no browser sends to a server
 */
@ConfigurationProperties("scopegate.mail")
record MailProperties(
        @DefaultValue("scopegate@localhost") String from,
        @DefaultValue(PAGES + "/ui/reset#" + KEY) String resetLink) {

    static final String PAGES = "{pages}";
    static final String BASE = "{base}";
    static final String KEY = "{key}";

    MailProperties {
        try {
            new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("scopegate.mail.from must be one address, but is '" + from + "'", e);
        }
        int fragment = resetLink.indexOf('#');
        boolean absolute =
                resetLink.startsWith(PAGES) || resetLink.startsWith(BASE) || resetLink.matches("https?://.+");
        boolean printable = resetLink.chars().allMatch(letter -> letter > ' ' && letter < 127);
        if (!absolute || !printable || fragment < 0 || resetLink.indexOf(KEY) < fragment) {
            throw new IllegalArgumentException(
                    "scopegate.mail.reset-link must read like '{pages}/ui/reset#{key}', but is '" + resetLink + "'");
        }
    }

    String link(String base, String pages, String key) {
        return resetLink.replace(PAGES, pages).replace(BASE, base).replace(KEY, key);
    }
}
