package dev.scopegate.admin.acls;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access lists of one's own. Those of others are not there. */
public final class AccessLists {

    /** Most lists that one account may have. */
    public static final int MOST = 1_000;

    private static final int PAGE = 500;
    private static final int LONGEST_NAME = 100;

    private final Registry registry;
    private final PolicyChanges changes;
    private final Revocations revocations;
    private final Acknowledgement acknowledgement;
    private final Register register;

    public AccessLists(
            Registry registry,
            PolicyChanges changes,
            Revocations revocations,
            Acknowledgement acknowledgement,
            Register register) {
        this.registry = registry;
        this.changes = changes;
        this.revocations = revocations;
        this.acknowledgement = acknowledgement;
        this.register = register;
    }

    /** What lists are named, dated and compared with. */
    public record Register(Ids ids, InstantSource clock, Catalogues catalogues) {}

    /** What a list is to be; what is null stays as it is, or is empty where there is no list yet. */
    public record Edit(
            @Nullable String name,
            @Nullable List<GrantedCapability> capabilities,
            @Nullable List<Limit> limits) {

        AccessList of(AccessList was) {
            return new AccessList(
                    was.id(),
                    was.owner(),
                    name == null ? was.name() : name,
                    capabilities == null ? was.capabilities() : capabilities,
                    limits == null ? was.limits() : limits,
                    was.createdAt());
        }
    }

    /** A list as a change left it, and how many gateways have seen that. */
    public record Changed(AccessList list, EntityTag tag, Acknowledged acknowledged) {}

    /** A name that a list may have. */
    public static String name(String text) {
        if (text.isBlank() || text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
            throw RefusedException.invalid(
                    "name must have from 1 to " + LONGEST_NAME + " characters and no control characters");
        }
        return text;
    }

    /** All lists of the caller's account, newest first. */
    public List<AccessList> list(Caller caller) {
        List<AccessList> all = new ArrayList<>();
        for (int offset = 0; offset < MOST; offset += PAGE) {
            List<AccessList> page = list(caller, offset, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    /** Some of them. */
    public List<AccessList> list(Caller caller, int offset, int count) {
        return Reply.of(registry.accessListsOf(caller.account().id(), offset, count));
    }

    public AccessList require(Caller caller, String id) {
        return stored(caller, id).value();
    }

    /** With the version that it has. */
    public Stored<AccessList> stored(Caller caller, String id) {
        return Reply.of(registry.accessList(id))
                .filter(held -> held.value().owner().equals(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("ACL not found."));
    }

    public AccessList create(Caller caller, Edit wanted) {
        AccessList list = wanted.of(new AccessList(
                register.ids().accessList(),
                caller.account().id(),
                "",
                List.of(),
                List.of(),
                register.clock().instant()));
        refuseUnknown(list, List.of());
        return changes.write(() -> {
                    if (list(caller).size() >= MOST) {
                        throw RefusedException.invalid("an account may have at most " + MOST + " access lists");
                    }
                    Stored<Account> account = Reply.of(registry.account(list.owner()))
                            .orElseThrow(() -> RefusedException.notFound("the account is gone"));
                    return new Draft<>(
                            change(caller, "acl.create", list.id())
                                    .absentAccessList(list.id())
                                    .unchanged(account)
                                    .put(list)
                                    .after(JsonCodec.write(list)),
                            list);
                })
                .result();
    }

    /**
     * Changes a list. When this returns, every gateway that can be reached judges by the new one.
     *
     * @param from the version that the change was made from; another is not overwritten
     */
    public Changed update(Caller caller, String id, Edit edit, IfMatch from) {
        AccessListReach reach = new AccessListReach(caller, register.catalogues()::find);
        reach.refuseOwnGround(id);
        reach.refuseWidening(edit.capabilities());
        Committed<AccessList> committed = changes.write(() -> {
            Stored<AccessList> held = stored(caller, id);
            from.check(EntityTag.of(held.raw()));
            AccessList was = held.value();
            AccessList now = edit.of(was);
            refuseUnknown(now, was.capabilities());
            reach.refuseLooserLimits(was.limits(), now.limits());
            return new Draft<>(
                    change(caller, "acl.update", id)
                            .unchanged(held)
                            .put(now)
                            .before(JsonCodec.write(was))
                            .after(JsonCodec.write(now)),
                    now);
        });
        AccessList now = committed.result();
        return new Changed(now, EntityTag.of(JsonCodec.write(now)), acknowledgement.await(committed.at()));
    }

    /** Deletes a list. Its tokens are void from that moment; they are marked as revoked afterwards. */
    public Acknowledged delete(Caller caller, String id) {
        Committed<AccessList> committed = changes.write(() -> {
            Stored<AccessList> held = stored(caller, id);
            return new Draft<>(
                    change(caller, "acl.delete", id)
                            .unchanged(held)
                            .delete(held.value())
                            .before(JsonCodec.write(held.value())),
                    held.value());
        });
        revocations.markTokensOfAccessList(caller, id);
        return acknowledgement.await(committed.at());
    }

    /** An operation that an import removed may stay in a list; another would be a capability that covers nothing. */
    private void refuseUnknown(AccessList wanted, List<GrantedCapability> before) {
        List<OperationRef> unknown = new ArrayList<>(register.catalogues().unknown(wanted.capabilities()));
        unknown.removeAll(before.stream().map(GrantedCapability::capability).toList());
        if (!unknown.isEmpty()) {
            throw RefusedException.invalid(
                    "operation must be listed in a catalogue, but '" + unknown.getFirst() + "' is not");
        }
    }

    private static Commit change(Caller caller, String action, String id) {
        return Commit.by(caller.account().id(), action, Subjects.accessList(id))
                .from(caller.origin().address());
    }
}
