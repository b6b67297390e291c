package dev.scopegate.admin.audit;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.store.PolicyChange;
import dev.scopegate.store.RecordedDecision;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of the audit log, under an id that links to it. */
public sealed interface Entry {

    /** What the ids of decisions begin with; those of changes are their places in the log alone. */
    String DECISION = "decision-";

    String id();

    Instant at();

    /** Whether it is one of the account's own. */
    boolean concerns(String account);

    /** Its fields by name, as the API and the exports write them. */
    Map<String, @Nullable Object> form();

    static Entry of(PolicyChange change) {
        return new Change(change);
    }

    static Entry of(RecordedDecision decision) {
        return new Decided(DECISION + decision.at().value(), decision.event());
    }

    /** A change of policy. */
    record Change(PolicyChange change) implements Entry {

        static final List<String> FIELDS =
                List.of("id", "at", "actor", "action", "subject", "accounts", "address", "before", "after");

        @Override
        public String id() {
            return change.id();
        }

        @Override
        public Instant at() {
            return change.at();
        }

        @Override
        public boolean concerns(String account) {
            return account.equals(change.actor()) || change.accounts().contains(account);
        }

        @Override
        public Map<String, @Nullable Object> form() {
            return named(
                    FIELDS,
                    id(),
                    at().toString(),
                    change.actor(),
                    change.action(),
                    change.subject(),
                    change.accounts().stream().sorted().toList(),
                    change.address(),
                    change.before(),
                    change.after());
        }
    }

    /**
     * A decision.
     *
     * @param id of the entry; the decision has its own, which answers and assertions carry
     */
    record Decided(String id, DecisionEvent event) implements Entry {

        static final List<String> FIELDS =
                List.of("entry", "id", "at", "route", "target", "operation", "outcome", "tokenId", "account");

        @Override
        public Instant at() {
            return event.at();
        }

        @Override
        public boolean concerns(String account) {
            return account.equals(event.account());
        }

        public boolean permitted() {
            return event.outcome().equals(DecisionEvent.PERMIT);
        }

        @Override
        public Map<String, @Nullable Object> form() {
            return named(
                    FIELDS,
                    id,
                    event.id(),
                    at().toString(),
                    event.route(),
                    event.target(),
                    event.operation(),
                    event.outcome(),
                    event.tokenId(),
                    event.account());
        }
    }

    private static Map<String, @Nullable Object> named(List<String> names, @Nullable Object... values) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        List<@Nullable Object> list = Arrays.asList(values);
        for (int i = 0; i < names.size(); i++) {
            form.put(names.get(i), list.get(i));
        }
        return form;
    }
}
