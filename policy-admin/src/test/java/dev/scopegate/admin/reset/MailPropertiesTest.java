package dev.scopegate.admin.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailPropertiesTest {

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new MailProperties("scopegate@localhost", "{pages}/ui/reset#{key}"));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.mail.from", "Gate <gate@example.org>",
                        "scopegate.mail.reset-link", "https://example.org/new#key={key}")))
                .isEqualTo(new MailProperties("Gate <gate@example.org>", "https://example.org/new#key={key}"));
    }

    /** Behind the '#' a key is in no server's log and in no Referer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{base}/reset",
                "{base}/reset?key={key}",
                "{base}/{key}#{key}",
                "/reset#{key}",
                "javascript:x#{key}",
                "{base}/re set#{key}",
                "{base}/reset#\n{key}"
            })
    void a_link_without_the_key_in_its_fragment_is_refused(String link) {
        assertThatThrownBy(() -> bind(Map.of("scopegate.mail.reset-link", link)))
                .rootCause()
                .hasMessageContaining("scopegate.mail.reset-link must read like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nobody", "a@example.org, b@example.org", "a@example.org\nBcc: b@example.org"})
    void a_sender_that_is_not_one_address_is_refused(String from) {
        assertThatThrownBy(() -> bind(Map.of("scopegate.mail.from", from)))
                .hasStackTraceContaining("scopegate.mail.from must be one address");
    }

    private static MailProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.mail", MailProperties.class);
    }
}
