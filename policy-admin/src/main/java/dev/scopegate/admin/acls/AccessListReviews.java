package dev.scopegate.admin.acls;

import dev.scopegate.admin.acls.AccessLists.Edit;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.capability.Coverage;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.CapabilityLinter;
import dev.scopegate.policy.token.CapabilityWarning;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.AccessListUse;
import dev.scopegate.store.AccessListUses;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Says what an access list means before it is saved, and what its end would cut off. Changes nothing. */
public final class AccessListReviews {

    /** So many of a list's tokens are looked at one by one. */
    private static final int LOOKED_AT = 200;

    private static final int SHOWN = 10;

    private final AccessLists lists;
    private final Registry registry;
    private final AccessListUses uses;
    private final Catalogues catalogues;
    private final InstantSource clock;

    public AccessListReviews(
            AccessLists lists, Registry registry, AccessListUses uses, Catalogues catalogues, InstantSource clock) {
        this.lists = lists;
        this.registry = registry;
        this.uses = uses;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /** What the entries of a list cover, and what is odd about them. */
    public record Reading(List<Covered> entries, List<CapabilityWarning> warnings) {}

    /** An entry of a list, with the operations that it takes in. */
    public record Covered(GrantedCapability granted, List<Coverage> operations) {}

    /**
     * What an edit would change.
     *
     * @param tag the version that it is compared with
     * @param tokens how many tokens may do other things from then on
     */
    public record Proposal(AccessListChange change, EntityTag tag, long tokens) {}

    /**
     * What goes when a list goes.
     *
     * @param children living tokens that were issued by the list's tokens
     * @param allCounted false where the list has more tokens than were looked at for children
     * @param newest some of the list's tokens, as far as the caller may see them
     */
    public record Impact(
            AccessList list, AccessListUse use, long children, boolean allCounted, List<TokenRecord> newest) {}

    public Map<String, AccessListUse> uses(List<AccessList> of) {
        return Reply.of(uses.of(of.stream().map(AccessList::id).toList(), clock.instant()));
    }

    public AccessListUse use(AccessList list) {
        return uses(List.of(list)).getOrDefault(list.id(), new AccessListUse(0, null));
    }

    public AccessListUse use(Caller caller, String id) {
        return use(lists.require(caller, id));
    }

    public Reading read(Caller caller, List<GrantedCapability> entries) {
        CapabilityLinter linter = new CapabilityLinter(catalogues.all());
        List<Covered> covered = entries.stream()
                .map(entry -> new Covered(entry, linter.coverageOf(entry.capability())))
                .toList();
        return new Reading(covered, linter.lint(entries, caller.account()));
    }

    public Proposal propose(Caller caller, String id, Edit edit) {
        Stored<AccessList> held = lists.stored(caller, id);
        AccessList was = held.value();
        return new Proposal(AccessListChange.between(was, edit.of(was)), EntityTag.of(held.raw()), use(was).tokens());
    }

    public Impact impact(Caller caller, String id) {
        AccessList list = lists.require(caller, id);
        AccessListUse use = use(list);
        Instant now = clock.instant();
        List<TokenRecord> tokens = Reply.of(registry.tokensOfAccessList(id, 0, LOOKED_AT));
        List<TokenRecord> living =
                tokens.stream().filter(each -> lives(each, now)).toList();
        Custody custody = new Custody(registry);
        return new Impact(
                list,
                use,
                children(living, now),
                tokens.size() < LOOKED_AT,
                living.stream()
                        .filter(each -> custody.isIn(caller, each))
                        .limit(SHOWN)
                        .toList());
    }

    /** Asked all at once: each question is small, and waiting for each would take long. */
    private long children(List<TokenRecord> parents, Instant now) {
        List<CompletionStage<List<TokenRecord>>> pending = parents.stream()
                .map(parent -> registry.childrenOf(parent.id(), 0, LOOKED_AT))
                .toList();
        return pending.stream()
                .flatMap(each -> Reply.of(each).stream())
                .filter(each -> lives(each, now))
                .count();
    }

    private static boolean lives(TokenRecord token, Instant now) {
        Validity validity = token.terms().validity();
        return token.revocation() == null && !validity.hasEndedBy(now);
    }
}
