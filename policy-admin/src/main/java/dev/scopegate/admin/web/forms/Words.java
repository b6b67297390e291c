package dev.scopegate.admin.web.forms;

import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Limits and counts in the words of a page. */
public final class Words {

    Words() {}

    public static String of(List<Limit> limits) {
        return limits.isEmpty() ? "no limit" : limits.stream().map(Words::of).collect(Collectors.joining("; "));
    }

    public static String of(Limit limit) {
        String calls = count(limit.calls(), "call");
        return switch (limit) {
            case Quota quota ->
                quota.refill() == Quota.Refill.NEVER
                        ? calls + " in all"
                        : calls + " per calendar " + quota.refill().text() + " (UTC)";
            case RateLimit rate ->
                calls + " in any " + of(rate.period())
                        + (rate.burst() == rate.calls() ? "" : ", at most " + number(rate.burst()) + " in a burst");
            case Concurrency concurrency -> calls + " at once";
        };
    }

    /** A number and its noun, in singular or plural. */
    public static String count(long number, String noun) {
        return number(number) + " " + (number == 1 ? noun : noun + "s");
    }

    static String of(Duration period) {
        long millis = period.toMillis();
        if (millis % 86_400_000 == 0) {
            return unit(millis / 86_400_000, "day");
        }
        if (millis % 3_600_000 == 0) {
            return unit(millis / 3_600_000, "hour");
        }
        if (millis % 60_000 == 0) {
            return unit(millis / 60_000, "minute");
        }
        return millis % 1_000 == 0 ? unit(millis / 1_000, "second") : unit(millis, "millisecond");
    }

    private static String unit(long number, String unit) {
        return number == 1 ? unit : count(number, unit);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
