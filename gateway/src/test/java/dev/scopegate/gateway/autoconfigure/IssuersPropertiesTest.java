package dev.scopegate.gateway.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.gateway.authn.ExternalIssuer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class IssuersPropertiesTest {

    private static final String CORP = "scopegate.gateway.issuers.corp.";

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new IssuersProperties(Map.of()));
        assertThat(bind(least()).issuers())
                .containsEntry(
                        "corp",
                        new ExternalIssuer(
                                "https://idp.test",
                                null,
                                Set.of("gate"),
                                Set.of("RS256", "PS256", "ES256", "EdDSA"),
                                Set.of("JWT", "at+jwt"),
                                Duration.ofSeconds(30),
                                "",
                                Duration.ofMinutes(5),
                                List.of()));
    }

    @Test
    void every_property_has_its_own_key() {
        Map<String, String> properties = least();
        properties.put(CORP + "jwks-uri", "https://idp.test/keys");
        properties.put(CORP + "algorithms", "ES256");
        properties.put(CORP + "types", "at+jwt");
        properties.put(CORP + "clock-skew", "1s");
        properties.put(CORP + "scope-prefix", "api://gate/");
        properties.put(CORP + "refresh", "2m");
        properties.put(CORP + "capabilities", "GET /a,shop:list");

        assertThat(bind(properties).issuers().get("corp"))
                .isEqualTo(new ExternalIssuer(
                        "https://idp.test",
                        URI.create("https://idp.test/keys"),
                        Set.of("gate"),
                        Set.of("ES256"),
                        Set.of("at+jwt"),
                        Duration.ofSeconds(1),
                        "api://gate/",
                        Duration.ofMinutes(2),
                        List.of("GET /a", "shop:list")));
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, idp.test, needs an https address",
        "issuer, http://idp.test, needs an https address",
        "jwks-uri, file:///etc/passwd, needs an https address",
        "jwks-uri, http://idp.test/keys, needs an https address",
        "audience, '', needs at least one name",
        "algorithms, HS256, needs some of",
        "algorithms, none, needs some of",
        "clock-skew, 3m, needs 0 to 2 minutes",
        "refresh, 1s, needs 10 seconds to 30 minutes"
    })
    void nonsense_is_refused_at_startup(String property, String value, String message) {
        Map<String, String> properties = least();
        properties.put(CORP + property, value);

        assertThatThrownBy(() -> bind(properties)).rootCause().hasMessageContaining(property + " " + message);
    }

    @Test
    void an_issuer_stands_once_and_is_not_this_installation() {
        Map<String, String> properties = least();
        properties.put("scopegate.gateway.issuers.other.issuer", "https://idp.test");
        properties.put("scopegate.gateway.issuers.other.audience", "gate");

        assertThatThrownBy(() -> bind(properties)).rootCause().hasMessageContaining("twice");
        assertThatThrownBy(() -> bind(least()).besides("https://idp.test")).hasMessageContaining("other issuers");
    }

    private static Map<String, String> least() {
        Map<String, String> properties = new HashMap<>();
        properties.put(CORP + "issuer", "https://idp.test");
        properties.put(CORP + "audience", "gate");
        return properties;
    }

    private static IssuersProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.gateway", IssuersProperties.class);
    }
}
