package dev.scopegate.gateway.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How signatures that stand in place of a token are looked for.
 *
 * @param bodyTimeout how long a body that may hold one gets to arrive as a whole
 */
@ConfigurationProperties("scopegate.gateway.proof")
public record ProofProperties(@DefaultValue("5s") Duration bodyTimeout) {

    public ProofProperties {
        if (bodyTimeout.compareTo(Duration.ofMillis(100)) < 0 || bodyTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "scopegate.gateway.proof.body-timeout needs 100 milliseconds to 1 minute, but has " + bodyTimeout);
        }
    }
}
