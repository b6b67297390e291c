package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a stream Redis is to send, told from their fields: all that fit, and few that do not.
 *
 * @param terms as the script takes them, three each: how, a field, a text
 */
record EntrySieve(List<String> terms) {

    static final EntrySieve ALL = new EntrySieve(List.of());

    EntrySieve {
        terms = List.copyOf(terms);
    }

    static EntrySieve ofDecisions(AuditFilter filter) {
        EntrySieve sieve = ALL.and("=", "account", filter.account())
                .and("=", "account", filter.actor())
                .and("^", "operation", filter.action())
                .and("<", "token", filter.subject());
        return AuditFilter.REFUSED.equals(filter.outcome())
                ? sieve.and("!", "outcome", DecisionEvent.PERMIT)
                : sieve.and("=", "outcome", filter.outcome());
    }

    static EntrySieve ofChanges(AuditFilter filter) {
        return ALL.and("*", "", filter.account())
                .and("=", "actor", filter.actor())
                .and("^", "action", filter.action())
                .and("$", "subject", filter.subject())
                .and("=", "outcome", filter.outcome());
    }

    /** One more term that must hold; null for none. */
    EntrySieve and(String how, String field, @Nullable String text) {
        if (text == null) {
            return this;
        }
        List<String> more = new ArrayList<>(terms);
        more.addAll(List.of(how, field, text));
        return new EntrySieve(more);
    }
}
