package dev.scopegate.admin.setup;

import dev.scopegate.policy.token.Pepper;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What every process of one installation must agree on.
 *
 * @param issuer the {@code iss} of its tokens
 * @param pepper the secret that tokens are digested under; at least 16 characters
 * @param previousPepper the one before, while tokens from its time are still in use
 * @param signing the keys of login tokens and assertions
 */
@ConfigurationProperties("scopegate")
record ScopegateProperties(
        @DefaultValue("scopegate") String issuer,
        @Nullable String pepper,
        @Nullable String previousPepper,
        @DefaultValue Signing signing) {

    ScopegateProperties {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("scopegate.issuer must not be empty");
        }
        previousPepper = previousPepper == null || previousPepper.isEmpty() ? null : previousPepper;
        if (pepper == null || pepper.isEmpty()) {
            throw new IllegalArgumentException("scopegate.pepper (SCOPEGATE_PEPPER) is required");
        }
        Pepper.of(pepper);
        if (previousPepper != null) {
            Pepper.of(previousPepper);
        }
    }

    Pepper currentPepper() {
        return Pepper.of(String.valueOf(pepper));
    }

    @Nullable
    Pepper formerPepper() {
        return previousPepper == null ? null : Pepper.of(previousPepper);
    }

    @Override
    public String toString() {
        return "ScopegateProperties[" + issuer + ", " + signing + "]";
    }

    /**
     * Where the keys are.
     *
     * @param keyFile a private P-256 JWK, or a JWK set of which the first signs
     */
    record Signing(@DefaultValue("data/signing-key.json") String keyFile) {

        /** Read here, since Spring would look for a relative path on the class path and in the web app first. */
        Path file() {
            return Path.of(keyFile);
        }
    }
}
