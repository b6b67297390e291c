package dev.scopegate.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProofPropertiesTest {

    @Test
    void the_defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new ProofProperties(Duration.ofSeconds(5)));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of("scopegate.gateway.proof.body-timeout", "700ms")))
                .isEqualTo(new ProofProperties(Duration.ofMillis(700)));
    }

    @Test
    void neither_no_time_nor_a_long_time_is_given() {
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.proof.body-timeout", "0s")))
                .rootCause()
                .hasMessageContaining("scopegate.gateway.proof.body-timeout needs 100 milliseconds to 1 minute");
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.proof.body-timeout", "2m")))
                .rootCause()
                .hasMessageContaining("scopegate.gateway.proof.body-timeout needs 100 milliseconds to 1 minute");
    }

    private static ProofProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.gateway.proof", ProofProperties.class);
    }
}
