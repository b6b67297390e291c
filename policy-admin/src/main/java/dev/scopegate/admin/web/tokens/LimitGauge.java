package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.tokens.care.Remains.Left;
import dev.scopegate.admin.web.forms.Words;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.token.Link;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is left of one limit, to look at.
 *
 * @param of whose calls it counts
 * @param limit the limit in words
 * @param resets when the whole is there again, in words; null where nothing refills or all is there
 */
public record LimitGauge(
        String of,
        String limit,
        long remaining,
        long whole,
        @Nullable String resets) {

    static LimitGauge of(Left left) {
        Balance balance = left.balance();
        long whole = Math.max(balance.remaining(), balance.meter().limit().calls());
        Duration after = balance.resetsAfter();
        return new LimitGauge(
                scope(left),
                Words.of(balance.meter().limit()),
                balance.remaining(),
                whole,
                after == null || after.isZero() || balance.remaining() >= whole
                        ? null
                        : "all back in " + spoken(after));
    }

    private static String scope(Left left) {
        String link = switch (left.link().kind()) {
            case TOKEN -> "this token";
            case ACCESS_LIST -> "its access list";
            case PARENT -> "a parent";
            case ACCOUNT -> "its account";
        };
        boolean own = left.link().kind() == Link.Kind.TOKEN;
        if (left.capability() == null) {
            return "all calls of " + link + (own ? "" : ", which others share");
        }
        return left.capability().text() + (own ? "" : " of " + link);
    }

    /** The number that is left, as people write it. */
    public String number() {
        return String.format(Locale.ROOT, "%,d", remaining);
    }

    public boolean isLow() {
        return remaining * 10 < whole;
    }

    private static String spoken(Duration time) {
        if (time.toDays() > 1) {
            return time.toDays() + " days";
        }
        if (time.toHours() > 1) {
            return time.toHours() + " hours";
        }
        return time.toMinutes() > 1 ? time.toMinutes() + " minutes" : Math.max(1, time.toSeconds()) + " seconds";
    }
}
