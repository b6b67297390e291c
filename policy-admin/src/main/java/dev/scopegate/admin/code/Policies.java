package dev.scopegate.admin.code;

import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.code.LiveTokens.Affected;
import dev.scopegate.admin.code.PolicyDiff.ListChange;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.yaml.Faults;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The policy of the caller's account as a text: written out, compared, and put in force as a whole or not at all. Only an
 * administrator sees and sets catalogues, since these are everybody's.
 */
final class Policies {

    /** Stands for a state that nobody looked at. */
    static final String ANY_STATE = "*";

    private final Registry registry;
    private final CatalogueStore catalogues;
    private final PolicyChanges changes;
    private final Afterwards afterwards;
    private final LiveTokens tokens;

    Policies(
            Registry registry,
            CatalogueStore catalogues,
            PolicyChanges changes,
            Afterwards afterwards,
            LiveTokens tokens) {
        this.registry = registry;
        this.catalogues = catalogues;
        this.changes = changes;
        this.afterwards = afterwards;
        this.tokens = tokens;
    }

    /** What new lists are named and dated by, and what follows a change. */
    record Afterwards(Ids ids, InstantSource clock, Revocations revocations, Acknowledgement acknowledgement) {}

    /**
     * What a policy would change, or has changed.
     *
     * @param state digest of what was compared with; after a change, of what is there now
     * @param tokens of each list that changes or goes, by its id
     */
    record Outcome(
            PolicyDiff diff,
            String state,
            Map<String, Affected> tokens,
            @Nullable Acknowledged acknowledged) {}

    PolicyState state(Caller caller) {
        Stored<Account> account = Reply.of(registry.account(caller.account().id()))
                .filter(stored -> !stored.value().locked())
                .orElseThrow(() -> new RefusedException(Refusal.of(Reason.REVOKED_TOKEN)));
        return PolicyState.read(account, registry, catalogues);
    }

    /** What is in force, as a document that could be put in force again. */
    Map<String, Object> document(Caller caller, PolicyState state) {
        state.byName().forEach((name, lists) -> {
            if (lists.size() > 1) {
                throw new RefusedException(Refusal.of(409, "ambiguous_name", ambiguous(name, lists)));
            }
        });
        List<AccessList> lists = state.lists().stream().map(Stored::value).toList();
        return PolicyForm.document(
                lists,
                caller.isAdministrator()
                        ? state.catalogues().stream().map(Stored::value).toList()
                        : List.of());
    }

    /** The live tokens that were issued from a list. */
    Affected tokensOf(AccessList list) {
        return tokens.of(list.id());
    }

    /** What {@link #apply} would do. */
    Outcome diff(Caller caller, String text, boolean prune) {
        PolicyState state = state(caller);
        PolicyDiff diff = diff(caller, state, text, prune);
        return new Outcome(diff, state.digest(), affected(diff), null);
    }

    /**
     * Puts a policy in force with one commit. When this returns, every gateway that can be reached judges by it.
     *
     * @param expected digest of the state that was compared with, or {@link #ANY_STATE}
     */
    Outcome apply(Caller caller, String text, boolean prune, String expected) {
        PolicyState before = state(caller);
        refuseOther(expected, before);
        PolicyDiff planned = diff(caller, before, text, prune);
        Map<String, Affected> affected = affected(planned);
        if (planned.isEmpty()) {
            return new Outcome(planned, before.digest(), affected, null);
        }
        Committed<PolicyDiff> committed = changes.write(() -> {
            PolicyState state = state(caller);
            refuseOther(expected, state);
            PolicyDiff diff = diff(caller, state, text, prune);
            return new Draft<>(commit(caller, state, diff), diff);
        });
        for (ListChange change : committed.result().lists()) {
            if (change.was() != null && change.wanted() == null) {
                afterwards
                        .revocations()
                        .markTokensOfAccessList(caller, change.was().value().id());
            }
        }
        return new Outcome(
                committed.result(),
                state(caller).digest(),
                affected,
                afterwards.acknowledgement().await(committed.at()));
    }

    private PolicyDiff diff(Caller caller, PolicyState state, String text, boolean prune) {
        Faults faults = new Faults("policy");
        PolicyDocument document = PolicyReader.read(text, faults);
        PolicyRules rules = new PolicyRules(caller, state, document);
        rules.note(faults);
        faults.refuseAny();
        PolicyDiff diff = PolicyDiff.between(state, document, prune);
        if (diff.kept().size() + document.lists().size() > AccessLists.MOST) {
            throw RefusedException.invalid("an account may have at most " + AccessLists.MOST + " access lists");
        }
        rules.refuseReach(diff);
        return diff;
    }

    private static void refuseOther(String expected, PolicyState state) {
        if (!expected.equals(ANY_STATE) && !expected.equals(state.digest())) {
            throw new RefusedException(Refusal.of(
                    412,
                    "state_changed",
                    "the policy has changed since it was compared, so nothing was changed: compare again"));
        }
    }

    /** Every list of the account is expected as it was read, and no other: so the names are still the only ones. */
    private Commit commit(Caller caller, PolicyState state, PolicyDiff diff) {
        Commit commit = PolicyRecord.of(caller, diff).unchanged(state.account());
        state.lists().forEach(commit::unchanged);
        commit.accessListsOfAccount(caller.account().id(), state.lists().size());
        state.catalogues().forEach(commit::unchanged);
        for (ListChange change : diff.lists()) {
            if (change.wanted() != null) {
                AccessList list = listed(caller, change);
                commit.put(list);
                if (change.was() == null) {
                    commit.absentAccessList(list.id());
                }
            } else {
                commit.delete(Objects.requireNonNull(change.was()).value());
            }
        }
        diff.catalogues().forEach(change -> {
            commit.put(change.wanted());
            if (change.was() == null) {
                commit.absentCatalogue(change.wanted().api());
            }
        });
        return commit;
    }

    private AccessList listed(Caller caller, ListChange change) {
        PolicyDocument.DeclaredList wanted = Objects.requireNonNull(change.wanted());
        AccessList was = change.was() == null ? null : change.was().value();
        return new AccessList(
                was == null ? afterwards.ids().accessList() : was.id(),
                caller.account().id(),
                wanted.name(),
                wanted.capabilities(),
                wanted.limits(),
                was == null ? afterwards.clock().instant() : was.createdAt());
    }

    private Map<String, Affected> affected(PolicyDiff diff) {
        Map<String, Affected> affected = new LinkedHashMap<>();
        for (ListChange change : diff.lists()) {
            if (change.was() != null) {
                String id = change.was().value().id();
                affected.put(id, tokens.of(id));
            }
        }
        return affected;
    }

    static String ambiguous(String name, List<Stored<AccessList>> lists) {
        return lists.size() + " access lists are named '" + name + "': "
                + lists.stream().map(list -> list.value().id()).toList() + "; rename all but one";
    }
}
