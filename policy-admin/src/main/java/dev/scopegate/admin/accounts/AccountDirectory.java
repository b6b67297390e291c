package dev.scopegate.admin.accounts;

import dev.scopegate.admin.accounts.Accounts.NewAccount;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.http.EntityTag;
import dev.scopegate.admin.http.IfMatch;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.RecordPage;
import dev.scopegate.store.RecordSearch;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Other people's accounts, for those who may manage users: seen, made, locked. What an account may do at most, and what it
 * may do here, only an administrator says; nobody else touches an administrator's account.
 */
public final class AccountDirectory {

    private static final Set<String> PERMISSIONS = Set.of(Account.ADMINISTRATOR, Account.MANAGE_USERS);

    private final Registry registry;
    private final RecordSearch search;
    private final PolicyChanges changes;
    private final Accounts accounts;
    private final AccountsProperties properties;
    private final Acknowledgement acknowledgement;

    public AccountDirectory(
            Records records,
            PolicyChanges changes,
            Accounts accounts,
            AccountsProperties properties,
            Acknowledgement acknowledgement) {
        this.registry = records.registry();
        this.search = records.search();
        this.changes = changes;
        this.accounts = accounts;
        this.properties = properties;
        this.acknowledgement = acknowledgement;
    }

    /** Where accounts are read and found. */
    public record Records(Registry registry, RecordSearch search) {}

    /** What is to change; null where it stays. */
    public record Change(
            @Nullable Set<String> permissions,
            @Nullable List<GrantedCapability> capabilities,
            @Nullable Boolean locked) {

        boolean isOfPower() {
            return permissions != null || capabilities != null;
        }
    }

    /** An account as it is now, and how far the gateways know. */
    public record Changed(Account account, Acknowledged acknowledged) {}

    /**
     * The newest first.
     *
     * @param name stands in their names, in any case; empty for all
     */
    public RecordPage<Account> find(Caller caller, String name, Cursor cursor) {
        requireManager(caller);
        return Reply.of(search.accounts(name, cursor.count(), cursor.before()));
    }

    /**
     * An account that the caller may end, or give a new password.
     *
     * @throws RefusedException 404 where there is none, 403 where it is an administrator's and the caller is none
     */
    public Stored<Account> reach(Caller caller, String id) {
        requireManager(caller);
        Stored<Account> held = stored(id);
        requireNotAbove(caller, held.value());
        return held;
    }

    /** What an account's owner says of himself, and proves to be; never his password. */
    public AccountProfile profile(Caller caller, String id) {
        Account account = require(caller, id);
        return Reply.of(registry.credentials(id))
                .map(Stored::value)
                .orElseGet(() -> AccountProfile.of(id, null, null, account.createdAt()));
    }

    public Account require(Caller caller, String id) {
        return held(caller, id).value();
    }

    /** An account with the version that it is. */
    public Stored<Account> held(Caller caller, String id) {
        requireManager(caller);
        return stored(id);
    }

    /** Makes an account; without capabilities of its own it gets those of all new ones. */
    public Account make(Caller caller, NewAccount wanted, Change power) {
        requireManager(caller);
        requirePower(caller, power);
        List<GrantedCapability> capabilities = power.capabilities();
        Set<String> permissions = power.permissions();
        return accounts.make(
                new NewAccount(
                        wanted.name(),
                        wanted.password(),
                        wanted.email(),
                        permissions == null ? Set.of() : permissions,
                        capabilities == null ? properties.granted() : capabilities),
                caller.account().id(),
                caller.origin());
    }

    /**
     * Changes an account. When this returns, every gateway that can be reached judges by it.
     *
     * @param from the version that the change was made from; another is not overwritten
     */
    public Changed change(Caller caller, String id, Change change, IfMatch from) {
        requireManager(caller);
        requirePower(caller, change);
        Committed<Account> committed = changes.write(() -> {
            Stored<Account> held = stored(id);
            from.check(EntityTag.of(held.raw()));
            refuseReach(caller, held.value(), change);
            Account was = held.value();
            Account now = new Account(
                    was.id(),
                    was.name(),
                    change.permissions() == null ? was.permissions() : change.permissions(),
                    change.capabilities() == null ? was.capabilities() : change.capabilities(),
                    was.limits(),
                    change.locked() == null ? was.locked() : change.locked(),
                    was.createdAt());
            return new Draft<>(
                    Commit.by(caller.account().id(), "account.change", Subjects.account(id))
                            .from(caller.origin().address())
                            .unchanged(held)
                            .put(now)
                            .before(JsonCodec.write(was))
                            .after(JsonCodec.write(now)),
                    now);
        });
        return new Changed(committed.result(), acknowledgement.await(committed.at()));
    }

    private static void requireManager(Caller caller) {
        boolean manages =
                caller.isAdministrator() || caller.account().permissions().contains(Account.MANAGE_USERS);
        if (!manages || !caller.actsForAccount()) {
            throw new RefusedException(
                    Refusal.forbidden("This needs a login with the permission '" + Account.MANAGE_USERS + "'."));
        }
    }

    private static void requirePower(Caller caller, Change change) {
        if (change.isOfPower() && !caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("What an account may do is for an administrator to say."));
        }
        if (change.permissions() != null && !PERMISSIONS.containsAll(change.permissions())) {
            throw RefusedException.invalid(
                    "permissions may list '" + Account.ADMINISTRATOR + "' and '" + Account.MANAGE_USERS + "' alone");
        }
    }

    /** An administrator who took his own power away, or locked himself out, could not undo it. */
    private static void refuseReach(Caller caller, Account account, Change change) {
        requireNotAbove(caller, account);
        boolean losesPower = Boolean.TRUE.equals(change.locked())
                || (change.permissions() != null && !change.permissions().contains(Account.ADMINISTRATOR));
        if (account.id().equals(caller.account().id()) && losesPower) {
            throw RefusedException.invalid("nobody can lock his own account or take its power away");
        }
    }

    private static void requireNotAbove(Caller caller, Account account) {
        if (account.isAdministrator() && !caller.isAdministrator()) {
            throw new RefusedException(
                    Refusal.forbidden("An administrator's account is for administrators to change."));
        }
    }

    private Stored<Account> stored(String id) {
        return Reply.of(registry.account(id)).orElseThrow(() -> RefusedException.notFound("there is no such account"));
    }
}
