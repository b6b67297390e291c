package dev.scopegate.policy.limit;

import java.time.Duration;

/**
 * So many calls in any rolling period, refilled evenly (GCRA, ITU-T I.371, annex A).
 *
 * @param calls calls in a period
 * @param period the period, from one millisecond to 31 days
 * @param burst calls that may come at once; at least 1
 */
public record RateLimit(long calls, Duration period, long burst) implements Limit {

    private static final Duration LONGEST = Duration.ofDays(31);

    public RateLimit {
        if (calls < 1 || burst < 1 || calls > 1_000_000_000 || burst > 1_000_000_000) {
            throw new IllegalArgumentException(
                    "rate limit needs calls and burst from 1 to 1000000000, but has " + calls + " and " + burst);
        }
        if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("rate limit needs a period from PT0.001S to P31D, but has " + period);
        }
    }

    /** What one call costs, in microseconds of refill; at least one. */
    public long microsPerCall() {
        return Math.max(1, Math.ceilDiv(period.toNanos() / 1_000, calls));
    }

    @Override
    public String name() {
        return "rate-" + period.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public boolean isWithin(Limit other) {
        return other instanceof RateLimit rate && microsPerCall() >= rate.microsPerCall() && burst <= rate.burst;
    }
}
