package dev.scopegate.gateway.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a gateway takes calls of limits ahead, so that it need not ask the store for each.
 *
 * @param enabled otherwise each call is charged by itself
 * @param share how many of a hundred remaining calls are held, at most
 * @param period how long what is held is good for; what is left of it then is given back
 * @param quotas whether quotas are held too: what a gateway held is lost when it dies, or when the store does not answer
 */
@ConfigurationProperties("scopegate.gateway.leases")
public record LeaseProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10") int share,
        @DefaultValue("100ms") Duration period,
        @DefaultValue("false") boolean quotas) {

    private static final int MOST_SHARE = 10;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMillis(100);

    public LeaseProperties {
        if (share < 1 || share > MOST_SHARE) {
            throw new IllegalArgumentException("scopegate.gateway.leases.share needs 1 to 10, but has " + share);
        }
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "scopegate.gateway.leases.period needs 10 to 100 milliseconds, but has " + period);
        }
    }
}
