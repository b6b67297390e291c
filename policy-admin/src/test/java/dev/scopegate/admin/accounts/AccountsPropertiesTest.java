package dev.scopegate.admin.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.admin.accounts.AccountsProperties.Attempts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccountsPropertiesTest {

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of()))
                .isEqualTo(new AccountsProperties(
                        true,
                        List.of("* /api/v1/**", "* /oauth2/**"),
                        Map.of(),
                        Duration.ofHours(24),
                        new Attempts(10, 100, Duration.ofMinutes(15))));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                        "scopegate.accounts.registration", "false",
                        "scopegate.accounts.default-capabilities", "GET /x,hopr:nodeGetInfo",
                        "scopegate.accounts.first-sight.nostr", "GET /y",
                        "scopegate.accounts.login-lifetime", "1h",
                        "scopegate.accounts.attempts.per-account", "3",
                        "scopegate.accounts.attempts.per-address", "30",
                        "scopegate.accounts.attempts.period", "1m")))
                .isEqualTo(new AccountsProperties(
                        false,
                        List.of("GET /x", "hopr:nodeGetInfo"),
                        Map.of("nostr", List.of("GET /y")),
                        Duration.ofHours(1),
                        new Attempts(3, 30, Duration.ofMinutes(1))));
    }

    @ParameterizedTest
    @CsvSource({
        "default-capabilities, nonsense, api:name",
        "first-sight.nostr, nonsense, api:name",
        "login-lifetime, 0s, login-lifetime",
        "login-lifetime, 1000d, login-lifetime",
        "attempts.per-account, 0, per-account >= 1",
        "attempts.per-address, 0, per-address >= 1",
        "attempts.period, 0s, period from 1s to 31d",
    })
    void nonsense_is_refused_at_startup(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of("scopegate.accounts." + key, value)))
                .rootCause()
                .hasMessageContaining(message);
    }

    private static AccountsProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.accounts", AccountsProperties.class);
    }
}
