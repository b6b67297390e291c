package dev.scopegate.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.access.Network;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AdminPropertiesTest {

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of()))
                .isEqualTo(new AdminProperties(
                        "admin", null, null, Set.of(), List.of(), List.of(), "config/catalogs", Duration.ofSeconds(2)));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.admin.username", "root",
                        "scopegate.admin.password", "a password",
                        "scopegate.admin.token", "a-token-of-some-length",
                        "scopegate.admin.assertion-audiences", "one,other",
                        "scopegate.admin.trusted-proxies", "10.0.0.0/8",
                        "scopegate.admin.gateways", "10.0.0.7/32",
                        "scopegate.admin.catalogues-dir", "elsewhere",
                        "scopegate.admin.acknowledgement-wait", "1s")))
                .isEqualTo(new AdminProperties(
                        "root",
                        "a password",
                        "a-token-of-some-length",
                        Set.of("one", "other"),
                        List.of("10.0.0.0/8"),
                        List.of("10.0.0.7/32"),
                        "elsewhere",
                        Duration.ofSeconds(1)));
    }

    @Test
    void the_gateways_are_the_trusted_proxies_unless_they_are_named() {
        assertThat(bind(Map.of("scopegate.admin.trusted-proxies", "10.0.0.0/8")).gatewayNetworks())
                .containsExactly(Network.parse("10.0.0.0/8"));
    }

    @Test
    void what_is_empty_is_not_there() {
        assertThat(bind(Map.of("scopegate.admin.password", "", "scopegate.admin.token", "")))
                .isEqualTo(bind(Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "token, short, from 8 to 4096",
        "token, 'with spaces in it', from 8 to 4096",
        "token, sg_usr_no_right_checksum, checksum",
        "trusted-proxies, example.com, network must read",
        "gateways, example.com, network must read",
        "acknowledgement-wait, 3s, from 0s to 2s",
    })
    void nonsense_is_refused_at_startup(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("scopegate.admin." + key, value)))
                .rootCause()
                .hasMessageContaining(message);
    }

    @Test
    void no_secret_is_printed() {
        assertThat(bind(Map.of("scopegate.admin.password", "a password", "scopegate.admin.token", "a-secret-token"))
                        .toString())
                .doesNotContain("a password", "a-secret-token");
    }

    private static AdminProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.admin", AdminProperties.class);
    }
}
