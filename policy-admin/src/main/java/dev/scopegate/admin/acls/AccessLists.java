package dev.scopegate.admin.acls;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Ids;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Delegation;
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

    /** All lists of the caller's account, newest first. */
    public List<AccessList> list(Caller caller) {
        List<AccessList> all = new ArrayList<>();
        for (int offset = 0; offset < MOST; offset += PAGE) {
            List<AccessList> page =
                    Reply.of(registry.accessListsOf(caller.account().id(), offset, PAGE));
            all.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    public AccessList require(Caller caller, String id) {
        return stored(caller, id).value();
    }

    public AccessList create(Caller caller, String name, List<GrantedCapability> capabilities) {
        AccessList list = new AccessList(
                register.ids().accessList(),
                caller.account().id(),
                name,
                capabilities,
                List.of(),
                register.clock().instant());
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

    /** Changes what is not null. When this returns, every gateway that can be reached judges by the new list. */
    public AccessList update(
            Caller caller, String id, @Nullable String name, @Nullable List<GrantedCapability> capabilities) {
        refuseOwnGround(caller, id);
        refuseWidening(caller, capabilities);
        Committed<AccessList> committed = changes.write(() -> {
            Stored<AccessList> held = stored(caller, id);
            AccessList was = held.value();
            AccessList now = new AccessList(
                    id,
                    was.owner(),
                    name == null ? was.name() : name,
                    capabilities == null ? was.capabilities() : capabilities,
                    was.limits(),
                    was.createdAt());
            return new Draft<>(
                    change(caller, "acl.update", id)
                            .unchanged(held)
                            .put(now)
                            .before(JsonCodec.write(was))
                            .after(JsonCodec.write(now)),
                    now);
        });
        acknowledgement.await(committed.at());
        return committed.result();
    }

    /** Deletes a list. Its tokens are void from that moment; they are marked as revoked afterwards. */
    public void delete(Caller caller, String id) {
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
        acknowledgement.await(committed.at());
    }

    /** A token must not widen the list that it draws its own power from. */
    private static void refuseOwnGround(Caller caller, String id) {
        if (caller.drawsOn(id)) {
            throw new RefusedException(
                    Refusal.forbidden("a token cannot change the access list that it was issued from"));
        }
    }

    /** A token that does not stand for its account gives the tokens of a list no more than it holds itself. */
    private void refuseWidening(Caller caller, @Nullable List<GrantedCapability> wanted) {
        if (wanted != null && !caller.actsForAccount()) {
            new Delegation(register.catalogues()::find)
                    .excess(wanted, caller.grant())
                    .ifPresent(excess -> {
                        throw new RefusedException(Refusal.forbidden("a token cannot grant more than it holds"));
                    });
        }
    }

    private static Commit change(Caller caller, String action, String id) {
        return Commit.by(caller.account().id(), action, Subjects.accessList(id))
                .from(caller.origin().address());
    }

    private Stored<AccessList> stored(Caller caller, String id) {
        return Reply.of(registry.accessList(id))
                .filter(held -> held.value().owner().equals(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("ACL not found."));
    }
}
