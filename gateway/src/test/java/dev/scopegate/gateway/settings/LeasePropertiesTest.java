package dev.scopegate.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LeasePropertiesTest {

    @Test
    void the_defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new LeaseProperties(true, 10, Duration.ofMillis(100), false));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.gateway.leases.enabled", "false",
                        "scopegate.gateway.leases.share", "5",
                        "scopegate.gateway.leases.period", "50ms",
                        "scopegate.gateway.leases.quotas", "true")))
                .isEqualTo(new LeaseProperties(false, 5, Duration.ofMillis(50), true));
    }

    @Test
    void more_than_is_fair_or_for_longer_is_refused() {
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.leases.share", "11")))
                .rootCause()
                .hasMessage("scopegate.gateway.leases.share needs 1 to 10, but has 11");
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.leases.share", "0")))
                .rootCause()
                .hasMessage("scopegate.gateway.leases.share needs 1 to 10, but has 0");
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.leases.period", "101ms")))
                .rootCause()
                .hasMessage("scopegate.gateway.leases.period needs 10 to 100 milliseconds, but has PT0.101S");
        assertThatThrownBy(() -> bind(Map.of("scopegate.gateway.leases.period", "9ms")))
                .rootCause()
                .hasMessageContaining("scopegate.gateway.leases.period needs 10 to 100 milliseconds");
    }

    private static LeaseProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.gateway.leases", LeaseProperties.class);
    }
}
