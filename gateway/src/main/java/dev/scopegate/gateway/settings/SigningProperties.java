package dev.scopegate.gateway.settings;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the signing key is.
 *
 * @param keyFile holds one private EC P-256 JWK, or a set of which the first signs
 */
@ConfigurationProperties("scopegate.signing")
public record SigningProperties(@Nullable Path keyFile) {

    public SigningProperties {
        if (keyFile == null || keyFile.toString().isBlank()) {
            throw new IllegalArgumentException(
                    "scopegate.signing.key-file (SCOPEGATE_SIGNING_KEY_FILE) needs the path of a JWK, but has none");
        }
    }

    public Path requiredKeyFile() {
        return Objects.requireNonNull(keyFile);
    }
}
