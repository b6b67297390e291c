package dev.scopegate.store;

import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit as it is stored. One of a type that is not known here cannot be read: to pass it over would lift the limit.
 *
 * @param per when a quota starts anew; null for never
 * @param period of a rate
 * @param burst of a rate
 */
record LimitForm(
        String type,
        long calls,
        @Nullable String per,
        @Nullable Duration period,
        @Nullable Long burst) {

    static LimitForm of(Limit limit) {
        return switch (limit) {
            case Quota quota -> new LimitForm("calls", quota.calls(), per(quota.refill()), null, null);
            case RateLimit rate -> new LimitForm("rate", rate.calls(), null, rate.period(), rate.burst());
            case Concurrency concurrency -> new LimitForm("concurrency", concurrency.calls(), null, null, null);
        };
    }

    Limit limit() {
        return switch (type) {
            case "calls" -> new Quota(calls, per == null ? Quota.Refill.NEVER : Quota.Refill.parse(per));
            case "rate" -> rate();
            case "concurrency" -> new Concurrency(calls);
            default ->
                throw new IllegalArgumentException(
                        "type of a limit must be calls, rate or concurrency, but was '" + type + "'");
        };
    }

    private RateLimit rate() {
        if (period == null || burst == null) {
            throw new IllegalArgumentException(
                    "a rate needs a period and a burst, but has " + period + " and " + burst);
        }
        return new RateLimit(calls, period, burst);
    }

    private static @Nullable String per(Quota.Refill refill) {
        return refill == Quota.Refill.NEVER ? null : refill.text();
    }
}
