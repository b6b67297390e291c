package dev.scopegate.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GrpcPropertiesTest {

    @Test
    void the_defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new GrpcProperties(Duration.ofSeconds(10), Duration.ofMinutes(5)));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.gateway.grpc.first-message", "3s",
                        "scopegate.gateway.grpc.idle", "1m")))
                .isEqualTo(new GrpcProperties(Duration.ofSeconds(3), Duration.ofMinutes(1)));
    }

    @Test
    void no_time_at_all_is_refused() {
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.grpc.first-message", "0s")))
                .rootCause()
                .hasMessageContaining("scopegate.gateway.grpc.first-message needs at least 100 milliseconds");
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.grpc.idle", "-1s")))
                .rootCause()
                .hasMessageContaining("scopegate.gateway.grpc.idle");
    }

    private static GrpcProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.gateway.grpc", GrpcProperties.class);
    }
}
