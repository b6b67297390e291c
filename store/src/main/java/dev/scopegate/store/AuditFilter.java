package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log are looked for; what is null does not matter.
 *
 * @param account whose: who made the change or whose records it wrote, or who called
 * @param actor who made the change, or who called
 * @param action what was done, such as {@code token.revoke}, or {@code token} for all of that kind; of decisions the
 *     operation, or the API alone
 * @param subject the record that was changed, such as {@code token:tok_1}, or its id alone; of decisions the token
 * @param outcome {@code permit}, a reason's code, or {@link #REFUSED} for all of these; no change has one
 * @param from the first moment, by when the entry was written
 * @param until the first moment that is too late, likewise
 */
public record AuditFilter(
        @Nullable String account,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable String outcome,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Every outcome but a permit. */
    public static final String REFUSED = "refused";

    /** All entries of an account, or of everybody. */
    public static AuditFilter of(@Nullable String account) {
        return new AuditFilter(account, null, null, null, null, null, null);
    }

    boolean fits(PolicyChange change) {
        return (account == null
                        || account.equals(change.actor())
                        || change.accounts().contains(account))
                && (actor == null || actor.equals(change.actor()))
                && isWithin(action, change.action(), '.')
                && (subject == null
                        || subject.equals(change.subject())
                        || change.subject().endsWith(":" + subject))
                && outcome == null;
    }

    boolean fits(DecisionEvent event) {
        return (account == null || account.equals(event.account()))
                && (actor == null || actor.equals(event.account()))
                && isWithin(action, event.operation(), ':')
                && (subject == null || subject.equals(event.tokenId()) || subject.equals("token:" + event.tokenId()))
                && (outcome == null || outcome.equals(event.outcome()) || isRefusal(event));
    }

    private boolean isRefusal(DecisionEvent event) {
        return REFUSED.equals(outcome) && !event.outcome().equals(DecisionEvent.PERMIT);
    }

    /** A whole name, or the part before its separator. */
    private static boolean isWithin(@Nullable String wanted, String name, char separator) {
        return wanted == null || wanted.equals(name) || name.startsWith(wanted + separator);
    }
}
