package dev.scopegate.admin.dialects.textile;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens for users of Textile clients.
 *
 * @param challengeLifetime how long a caller may take to send its key, and then to sign the challenge
 * @param signatureLifetime how far ahead the date may lie that a client signs its calls with
 * @param tokenLifetime when a token ends; null for never
 */
@ConfigurationProperties("scopegate.textile")
record TextileProperties(
        @DefaultValue("60s") Duration challengeLifetime,
        @DefaultValue("24h") Duration signatureLifetime,
        @Nullable Duration tokenLifetime) {

    TextileProperties {
        require("challenge-lifetime", challengeLifetime, Duration.ofMillis(100), Duration.ofMinutes(10));
        require("signature-lifetime", signatureLifetime, Duration.ofMinutes(1), Duration.ofDays(36_500));
        if (tokenLifetime != null) {
            require("token-lifetime", tokenLifetime, Duration.ofSeconds(1), Duration.ofDays(36_500));
        }
    }

    private static void require(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "scopegate.textile." + name + " must be from " + least + " to " + most + ", but is " + value);
        }
    }
}
