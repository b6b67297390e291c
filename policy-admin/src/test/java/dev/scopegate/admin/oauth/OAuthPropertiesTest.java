package dev.scopegate.admin.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.admin.oauth.ProviderSettings.Endpoints;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OAuthPropertiesTest {

    private static final String PREFIX = "scopegate.oauth.providers.";

    @Test
    void defaults_are_the_documented_ones() {
        assertThat(bind(Map.of())).isEqualTo(new OAuthProperties(Map.of()));
        assertThat(bind(Map.of(PREFIX + "github.client-id", "us")).providers())
                .containsEntry(
                        "github",
                        new ProviderSettings("us", null, null, new Endpoints(null, null, null, null), List.of(), null));
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of(
                                PREFIX + "own.client-id", "us",
                                PREFIX + "own.client-secret", "secret",
                                PREFIX + "own.issuer", "https://a.example",
                                PREFIX + "own.endpoints.authorization-uri", "https://b.example",
                                PREFIX + "own.endpoints.token-uri", "https://c.example",
                                PREFIX + "own.endpoints.user-info-uri", "https://d.example",
                                PREFIX + "own.endpoints.jwks-uri", "https://e.example",
                                PREFIX + "own.scopes", "openid,other",
                                PREFIX + "own.subject-attribute", "uid"))
                        .providers())
                .containsEntry(
                        "own",
                        new ProviderSettings(
                                "us",
                                "secret",
                                "https://a.example",
                                new Endpoints(
                                        "https://b.example",
                                        "https://c.example",
                                        "https://d.example",
                                        "https://e.example"),
                                List.of("openid", "other"),
                                "uid"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acls.client-id | us | none of",
                "1st.client-id | us | begin with a letter",
                "own.client-id | us | endpoints.user-info-uri",
                "github.client-id | '' | client-id",
                "google.issuer | ftp://x.example | an https address",
                "google.issuer | http://x.example | an https address",
                "google.endpoints.jwks-uri | http://10.0.0.1/keys | an https address",
                "google.endpoints.token-uri | not an address | an https address",
                "google.endpoints.token-uri | https://x.example | endpoints.user-info-uri",
                "google.scopes[0] | '' | client-id"
            })
    void nonsense_is_refused_at_startup(String key, String value, String message) {
        Map<String, String> settings = key.startsWith("google.")
                ? Map.of(PREFIX + "google.client-id", key.contains("scopes") ? " " : "us", PREFIX + key, value)
                : Map.of(PREFIX + key, value);

        assertThatThrownBy(() -> bind(settings)).rootCause().hasMessageContaining(message);
    }

    @Test
    void no_secret_is_printed() {
        assertThat(bind(Map.of(PREFIX + "github.client-id", "us", PREFIX + "github.client-secret", "a secret"))
                        .toString())
                .doesNotContain("a secret");
    }

    @Test
    void a_subject_that_does_not_fit_is_told_by_its_digest_and_cannot_be_made_to_look_like_one() {
        assertThat(OAuthLogins.identity("own", "ann").value()).isEqualTo("own:ann");
        assertThat(OAuthLogins.identity("own", 7).value()).isEqualTo("own:7");
        for (String odd : List.of("with space", "\u00e4nn", "x".repeat(201), "sha256-00", "a\nb")) {
            assertThat(OAuthLogins.identity("own", odd).value()).matches("own:sha256-[0-9a-f]{64}");
        }
        assertThat(OAuthLogins.identity("own", "x".repeat(200)).value()).hasSize(204);
    }

    private static OAuthProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.oauth", OAuthProperties.class);
    }
}
