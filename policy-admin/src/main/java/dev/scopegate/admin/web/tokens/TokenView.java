package dev.scopegate.admin.web.tokens;

import dev.scopegate.admin.tokens.care.Habit;
import dev.scopegate.admin.web.plot.Plot;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.PolicyChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to see of one token.
 *
 * @param gauges what is left of each limit
 * @param habit which of its capabilities it used
 * @param plot its calls over time
 * @param children the newest few
 * @param changes what was done to it, the newest first
 */
public record TokenView(
        TokenRow row,
        List<LimitGauge> gauges,
        Habit habit,
        Plot plot,
        List<TokenRow> children,
        List<PolicyChange> changes) {

    public TokenView {
        gauges = List.copyOf(gauges);
        children = List.copyOf(children);
        changes = List.copyOf(changes);
    }

    public TokenRecord token() {
        return row.token();
    }

    /** Whether anything can still be done to it. */
    public boolean isLiving() {
        return token().revocation() == null;
    }

    public @Nullable Instant end() {
        return token().terms().validity().expiresAt();
    }
}
