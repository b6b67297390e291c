package dev.scopegate.gateway.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long gRPC calls over WebSockets may take to say something.
 *
 * @param firstMessage for the client's first message, which says who calls
 * @param idle without a message of either side
 */
@ConfigurationProperties("scopegate.gateway.grpc")
public record GrpcProperties(
        @DefaultValue("10s") Duration firstMessage,
        @DefaultValue("5m") Duration idle) {

    public GrpcProperties {
        requirePositive("first-message", firstMessage);
        requirePositive("idle", idle);
    }

    private static void requirePositive(String property, Duration value) {
        if (value.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException(
                    "scopegate.gateway.grpc." + property + " needs at least 100 milliseconds, but has " + value);
        }
    }
}
