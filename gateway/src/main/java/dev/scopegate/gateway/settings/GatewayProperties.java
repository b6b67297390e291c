package dev.scopegate.gateway.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one gateway works.
 *
 * @param name under which it acknowledges changes, unlike any other's; by default host name and process id
 * @param enforceAllRoutes whether a route without a {@code TokenScope} filter is closed too
 * @param routesDir folder of route files; none by default
 * @param maxStaleness how long after the last news from the change log what is remembered is still believed
 * @param cacheSize grants remembered at most
 * @param storeTimeout how long Redis may take to answer
 * @param connectTimeout how long an upstream may take to accept, where the host says nothing else
 * @param responseTimeout how long an upstream may take to answer, where the host says nothing else
 * @param breakerPause how long an upstream that keeps failing is left alone
 */
@ConfigurationProperties("scopegate.gateway")
public record GatewayProperties(
        @Nullable String name,
        @DefaultValue("true") boolean enforceAllRoutes,
        @Nullable Path routesDir,
        @DefaultValue("2s") Duration maxStaleness,
        @DefaultValue("100000") int cacheSize,
        @DefaultValue("1s") Duration storeTimeout,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("30s") Duration responseTimeout,
        @DefaultValue("5s") Duration breakerPause) {

    public GatewayProperties {
        if (name != null && !name.matches("[A-Za-z0-9._:-]{1,128}")) {
            throw new IllegalArgumentException(
                    "scopegate.gateway.name needs 1 to 128 letters, digits or '._:-', but was '" + name + "'");
        }
        if (cacheSize < 1) {
            throw new IllegalArgumentException("scopegate.gateway.cache-size needs at least 1, but has " + cacheSize);
        }
        if (maxStaleness.compareTo(Duration.ofSeconds(1)) < 0 || maxStaleness.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "scopegate.gateway.max-staleness needs 1 second to 1 minute, but has " + maxStaleness);
        }
        requirePositive("store-timeout", storeTimeout);
        requirePositive("connect-timeout", connectTimeout);
        requirePositive("response-timeout", responseTimeout);
        requirePositive("breaker-pause", breakerPause);
    }

    private static void requirePositive(String property, Duration value) {
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "scopegate.gateway." + property + " needs at least 1 millisecond, but has " + value);
        }
    }
}
