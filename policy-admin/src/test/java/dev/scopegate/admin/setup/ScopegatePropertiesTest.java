package dev.scopegate.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.admin.setup.ScopegateProperties.Signing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScopegatePropertiesTest {

    private static final String PEPPER = "0123456789abcdef";

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of("scopegate.pepper", PEPPER)))
                .isEqualTo(new ScopegateProperties("scopegate", PEPPER, null, new Signing("data/signing-key.json")));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.issuer", "https://gate.example",
                        "scopegate.pepper", PEPPER,
                        "scopegate.previous-pepper", "fedcba9876543210",
                        "scopegate.signing.key-file", "key.json")))
                .isEqualTo(new ScopegateProperties(
                        "https://gate.example", PEPPER, "fedcba9876543210", new Signing("key.json")));
    }

    @Test
    void a_pepper_that_is_missing_or_short_is_refused_at_startup_and_not_shown() {
        assertThatThrownBy(() -> bind(Map.of())).rootCause().hasMessageContaining("SCOPEGATE_PEPPER");
        assertThatThrownBy(() -> bind(Map.of("scopegate.pepper", "too short")))
                .rootCause()
                .hasMessage("pepper must have at least 16 characters, but has 9");
        assertThatThrownBy(() -> bind(Map.of("scopegate.pepper", PEPPER, "scopegate.issuer", " ")))
                .rootCause()
                .hasMessageContaining("scopegate.issuer");
        assertThat(bind(Map.of("scopegate.pepper", PEPPER)).toString()).doesNotContain(PEPPER);
    }

    private static ScopegateProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate", ScopegateProperties.class);
    }
}
