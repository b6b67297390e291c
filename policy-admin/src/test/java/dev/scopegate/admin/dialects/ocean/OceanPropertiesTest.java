package dev.scopegate.admin.dialects.ocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OceanPropertiesTest {

    private static final String ADDRESS = "0x068Ed00cF0441e4829D9784fCBe7b9e26D4BD8d0";

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new OceanProperties(null, Duration.ofDays(365), Map.of()));
    }

    @Test
    void every_property_has_its_own_key() {
        String key = "a key that has thirty-two letters";

        assertThat(bind(Map.of(
                        "scopegate.ocean.token-key", key,
                        "scopegate.ocean.longest-lifetime", "1d",
                        "scopegate.ocean.provider-addresses.8996", ADDRESS)))
                .isEqualTo(new OceanProperties(key, Duration.ofDays(1), Map.of(8996L, ADDRESS)));
    }

    @ParameterizedTest
    @CsvSource({
        "token-key, short, at least 32 characters",
        "longest-lifetime, 1s, from 1m to 3660d",
        "longest-lifetime, 4000d, from 1m to 3660d",
        "provider-addresses.1, 0x12, must map chain ids to addresses",
        "provider-addresses.0, 0x068Ed00cF0441e4829D9784fCBe7b9e26D4BD8d0, must map chain ids to addresses",
    })
    void nonsense_is_refused_at_startup(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("scopegate.ocean." + key, value)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .rootCause()
                .hasMessageContaining(message);
    }

    @Test
    void the_key_is_not_printed() {
        assertThat(new OceanProperties("a key that has thirty-two letters", Duration.ofDays(1), Map.of()).toString())
                .doesNotContain("thirty");
    }

    private static OceanProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.ocean", OceanProperties.class);
    }
}
