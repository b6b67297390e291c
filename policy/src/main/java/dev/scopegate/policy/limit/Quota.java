package dev.scopegate.policy.limit;

import java.util.Locale;

/**
 * So many calls in all, or per calendar period in UTC.
 *
 * @param calls calls in one period; at least 1
 * @param refill when the count starts anew
 */
public record Quota(long calls, Refill refill) implements Limit {

    /** Largest count that a double holds exactly, which is what Redis's scripts count in. */
    public static final long MOST = (1L << 53) - 1;

    public Quota {
        if (calls < 1 || calls > MOST) {
            throw new IllegalArgumentException("quota needs calls from 1 to " + MOST + ", but has " + calls);
        }
    }

    /** When a quota starts anew, by the calendar in UTC. */
    public enum Refill {
        NEVER,
        MINUTE,
        HOUR,
        DAY,
        MONTH;

        /**
         * Reads what {@link #text} writes.
         *
         * @throws IllegalArgumentException where the text names no period
         */
        public static Refill parse(String text) {
            for (Refill refill : values()) {
                if (refill.text().equals(text)) {
                    return refill;
                }
            }
            throw new IllegalArgumentException(
                    "period of a quota must be minute, hour, day, month or never, but was '" + text + "'");
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String name() {
        return refill == Refill.NEVER ? "calls" : "calls-" + refill.text();
    }

    /** A quota of another period is within this one only where it can never let more through in any of its periods. */
    @Override
    public boolean isWithin(Limit other) {
        return other instanceof Quota quota
                && calls <= quota.calls
                && (refill == quota.refill || refill == Refill.NEVER);
    }
}
