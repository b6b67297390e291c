package dev.scopegate.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewayPropertiesTest {

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of()))
                .isEqualTo(new GatewayProperties(
                        null,
                        true,
                        null,
                        Duration.ofSeconds(2),
                        100_000,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5)));
    }

    @Test
    void every_property_has_its_own_key() {
        Map<String, String> properties = new HashMap<>();
        properties.put("scopegate.gateway.name", "g1");
        properties.put("scopegate.gateway.enforce-all-routes", "false");
        properties.put("scopegate.gateway.routes-dir", "config/routes");
        properties.put("scopegate.gateway.max-staleness", "3s");
        properties.put("scopegate.gateway.cache-size", "4");
        properties.put("scopegate.gateway.store-timeout", "5s");
        properties.put("scopegate.gateway.connect-timeout", "6s");
        properties.put("scopegate.gateway.response-timeout", "7s");
        properties.put("scopegate.gateway.breaker-pause", "8s");

        assertThat(bind(properties))
                .isEqualTo(new GatewayProperties(
                        "g1",
                        false,
                        Path.of("config/routes"),
                        Duration.ofSeconds(3),
                        4,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(8)));
    }

    @ParameterizedTest
    @CsvSource({
        "name, 'two words', needs 1 to 128",
        "max-staleness, 500ms, needs 1 second to 1 minute",
        "max-staleness, 2m, needs 1 second to 1 minute",
        "cache-size, 0, needs at least 1",
        "store-timeout, 0s, needs at least 1 millisecond",
        "connect-timeout, -1s, needs at least 1 millisecond",
        "response-timeout, 0s, needs at least 1 millisecond",
        "breaker-pause, 0s, needs at least 1 millisecond"
    })
    void nonsense_is_refused_at_startup(String property, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway." + property, value)))
                .rootCause()
                .hasMessageContaining("scopegate.gateway." + property + " " + message);
    }

    private static GatewayProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.gateway", GatewayProperties.class);
    }
}
