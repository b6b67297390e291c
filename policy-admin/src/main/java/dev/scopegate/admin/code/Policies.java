package dev.scopegate.admin.code;

import dev.scopegate.admin.acls.AccessListReviews;
import dev.scopegate.admin.acls.AccessListReviews.Impact;
import dev.scopegate.admin.acls.AccessLists;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.code.PolicyDiff.ListChange;
import dev.scopegate.admin.code.PolicyDocument.DeclaredList;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.yaml.Faults;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.AccessListUse;
import dev.scopegate.store.CatalogueStore;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The policy of the caller's account as a text: written out, compared, and put in force as a whole or not at all. Only an
 * administrator sees and sets catalogues, since these are everybody's.
 */
final class Policies {

    private final Registry registry;
    private final CatalogueStore catalogues;
    private final PolicyChanges changes;
    private final Afterwards afterwards;
    private final AccessListReviews reviews;

    Policies(
            Registry registry,
            CatalogueStore catalogues,
            PolicyChanges changes,
            Afterwards afterwards,
            AccessListReviews reviews) {
        this.registry = registry;
        this.catalogues = catalogues;
        this.changes = changes;
        this.afterwards = afterwards;
        this.reviews = reviews;
    }

    /** What new lists are named and dated by, and what follows a change. */
    record Afterwards(Ids ids, InstantSource clock, Revocations revocations, Acknowledgement acknowledgement) {}

    /**
     * What a policy would change, or has changed.
     *
     * @param state what was compared with; after a change, what is there now
     * @param uses of each list that changes or goes, by its id
     * @param impacts of each list that goes, by its id
     */
    record Outcome(
            PolicyDiff diff,
            EntityTag state,
            Map<String, AccessListUse> uses,
            Map<String, Impact> impacts,
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

    /** What {@link #apply} would do. */
    Outcome diff(Caller caller, String text, boolean prune) {
        PolicyState state = state(caller);
        return outcome(caller, diff(caller, state, text, prune), state);
    }

    /**
     * Puts a policy in force with one commit. When this returns, every gateway that can be reached judges by it.
     *
     * @param from the state that was compared with; another is left as it is
     */
    Outcome apply(Caller caller, String text, boolean prune, IfMatch from) {
        PolicyState before = state(caller);
        from.check(before.tag());
        Outcome planned = outcome(caller, diff(caller, before, text, prune), before);
        if (planned.diff().isEmpty()) {
            return planned;
        }
        Committed<PolicyDiff> committed = changes.write(() -> {
            PolicyState state = state(caller);
            from.check(state.tag());
            PolicyDiff diff = diff(caller, state, text, prune);
            return new Draft<>(commit(caller, state, diff), diff);
        });
        for (AccessList gone : committed.result().removed()) {
            afterwards.revocations().markTokensOfAccessList(caller, gone.id());
        }
        return new Outcome(
                committed.result(),
                state(caller).tag(),
                planned.uses(),
                planned.impacts(),
                afterwards.acknowledgement().await(committed.at()));
    }

    private Outcome outcome(Caller caller, PolicyDiff diff, PolicyState state) {
        List<AccessList> felt = diff.lists().stream()
                .map(ListChange::was)
                .flatMap(Stream::ofNullable)
                .map(Stored::value)
                .toList();
        Map<String, Impact> impacts = new HashMap<>();
        diff.removed().forEach(list -> impacts.put(list.id(), reviews.impact(caller, list.id())));
        return new Outcome(diff, state.tag(), reviews.uses(felt), impacts, null);
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

    /** Every list of the account is expected as it was read, and no other: so the names are still the only ones. */
    private Commit commit(Caller caller, PolicyState state, PolicyDiff diff) {
        Commit commit = PolicyRecord.of(caller, diff).unchanged(state.account());
        state.lists().forEach(commit::unchanged);
        commit.accessListsOfAccount(caller.account().id(), state.lists().size());
        state.catalogues().forEach(commit::unchanged);
        for (ListChange change : diff.lists()) {
            if (change.wanted() != null) {
                AccessList list = listed(caller, change.was(), change.wanted());
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

    private AccessList listed(Caller caller, @Nullable Stored<AccessList> was, DeclaredList wanted) {
        return was == null
                ? wanted.as(
                        afterwards.ids().accessList(),
                        caller.account().id(),
                        afterwards.clock().instant())
                : wanted.as(was.value().id(), was.value().owner(), was.value().createdAt());
    }

    static String ambiguous(String name, List<Stored<AccessList>> lists) {
        return lists.size() + " access lists are named '" + name + "': "
                + lists.stream().map(list -> list.value().id()).toList() + "; rename all but one";
    }
}
