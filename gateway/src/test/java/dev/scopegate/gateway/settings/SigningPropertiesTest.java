package dev.scopegate.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.gateway.forward.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SigningPropertiesTest {

    @TempDir
    private Path folder;

    @Test
    void there_is_no_default() {
        assertThatThrownBy(() -> bind(Map.of())).rootCause().hasMessageContaining("SCOPEGATE_SIGNING_KEY_FILE");
    }

    @Test
    void every_property_has_its_own_key() {
        assertThat(bind(Map.of("scopegate.signing.key-file", "a.jwk")))
                .isEqualTo(new SigningProperties(Path.of("a.jwk")));
    }

    @Test
    void a_file_that_is_not_there_or_holds_no_key_is_refused_at_startup() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.jwk"), "{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXZhbHVl\"}");

        assertThatThrownBy(() -> SigningKeys.read(folder.resolve("none.jwk")))
                .hasMessageContaining("scopegate.signing.key-file");
        assertThatThrownBy(() -> SigningKeys.read(wrong))
                .hasMessageContaining("EC P-256")
                .hasMessageNotContaining("c2VjcmV0");
    }

    private static SigningProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("scopegate.signing", SigningProperties.class);
    }
}
