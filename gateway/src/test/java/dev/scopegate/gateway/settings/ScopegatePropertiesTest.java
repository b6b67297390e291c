package dev.scopegate.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScopegatePropertiesTest {

    private static final String PEPPER = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of("scopegate.pepper", PEPPER)))
                .isEqualTo(new ScopegateProperties("scopegate", PEPPER, null));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.issuer", "here", "scopegate.pepper", PEPPER, "scopegate.previous-pepper", OTHER)))
                .isEqualTo(new ScopegateProperties("here", PEPPER, OTHER));
    }

    @Test
    void no_pepper_a_short_one_and_a_blank_issuer_are_refused_at_startup() {
        assertThatThrownBy(() -> bind(Map.of()))
                .rootCause()
                .hasMessage("scopegate.pepper needs at least 16 characters," + " but has none");
        assertThatThrownBy(() -> bind(Map.of("scopegate.pepper", "short")))
                .rootCause()
                .hasMessageContaining("but has 5")
                .hasMessageNotContaining("short");
        assertThatThrownBy(() -> bind(Map.of("scopegate.pepper", PEPPER, "scopegate.previous-pepper", "short")))
                .rootCause()
                .hasMessageContaining("scopegate.previous-pepper");
        assertThatThrownBy(() -> bind(Map.of("scopegate.pepper", PEPPER, "scopegate.issuer", " ")))
                .rootCause()
                .hasMessageContaining("scopegate.issuer");
    }

    @Test
    void a_pepper_cannot_be_printed() {
        assertThat(bind(Map.of("scopegate.pepper", PEPPER))).asString().doesNotContain(PEPPER);
    }

    private static ScopegateProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate", ScopegateProperties.class);
    }
}
