package dev.scopegate.admin.web.forms;

import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a number of calls is counted over: one choice of a form, in place of the type of a limit and its period.
 *
 * @param value what the form sends
 * @param text reads on after the number
 */
public record LimitUnit(String value, String text) {

    private static final String AT_ONCE = "concurrency";
    private static final String ROLLING = "rate:";

    /** Those that are offered for every limit. */
    static final List<LimitUnit> USUAL = Stream.concat(
                    Stream.concat(
                            Stream.of(Refill.values()).map(LimitUnit::of),
                            Stream.of(
                                            Duration.ofSeconds(1),
                                            Duration.ofMinutes(1),
                                            Duration.ofHours(1),
                                            Duration.ofDays(1))
                                    .map(LimitUnit::of)),
                    Stream.of(new LimitUnit(AT_ONCE, "calls at once")))
            .toList();

    static LimitUnit of(Limit limit) {
        return switch (limit) {
            case Quota quota -> of(quota.refill());
            case RateLimit rate -> of(rate.period());
            case Concurrency concurrency -> USUAL.getLast();
        };
    }

    private static LimitUnit of(Refill refill) {
        return new LimitUnit(
                refill.text(), refill == Refill.NEVER ? "calls in all" : "calls per calendar " + refill.text());
    }

    private static LimitUnit of(Duration period) {
        return new LimitUnit(ROLLING + period, "calls in any " + Words.of(period));
    }

    /** The limit of so many calls; {@code burst} counts for rolling periods alone. */
    static Limit limit(String unit, long calls, long burst) {
        if (unit.equals(AT_ONCE)) {
            return new Concurrency(calls);
        }
        return unit.startsWith(ROLLING)
                ? new RateLimit(calls, Duration.parse(unit.substring(ROLLING.length())), burst)
                : new Quota(calls, Refill.parse(unit));
    }
}
