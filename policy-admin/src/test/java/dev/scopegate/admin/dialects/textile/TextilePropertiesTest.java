package dev.scopegate.admin.dialects.textile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TextilePropertiesTest {

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new TextileProperties(Duration.ofSeconds(60), Duration.ofHours(24), null));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.textile.challenge-lifetime", "5s",
                        "scopegate.textile.signature-lifetime", "1h",
                        "scopegate.textile.token-lifetime", "30d")))
                .isEqualTo(new TextileProperties(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofDays(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "challenge-lifetime, 0s",
        "challenge-lifetime, 1h",
        "signature-lifetime, 1s",
        "token-lifetime, 0s",
        "token-lifetime, -1s",
    })
    void nonsense_is_refused_at_startup(String key, String value) {
        assertThatThrownBy(() -> bind(Map.of("scopegate.textile." + key, value)))
                .rootCause()
                .hasMessageContaining("scopegate.textile." + key);
    }

    private static TextileProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.textile", TextileProperties.class);
    }
}
