package dev.scopegate.admin.reset;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.util.Optional;

/**
 * Resets that those who manage users start for others. A mailbox gets the link where there is one and mail is set up; else
 * the administrator gets it, once, to hand it on. Nobody else may have it: whoever opens it is the account.
 */
public final class ResetOrders {

    private final Registry registry;
    private final PolicyChanges changes;
    private final AccountDirectory directory;
    private final PasswordReset reset;
    private final ResetLinks links;

    ResetOrders(
            Registry registry,
            PolicyChanges changes,
            AccountDirectory directory,
            PasswordReset reset,
            ResetLinks links) {
        this.registry = registry;
        this.changes = changes;
        this.directory = directory;
        this.reset = reset;
        this.links = links;
    }

    /** How the link reaches the account's owner. */
    public sealed interface Ordered {

        /** By mail. */
        record Mailed() implements Ordered {}

        /** By the administrator. Its text shows no link. */
        record Shown(String link) implements Ordered {

            @Override
            public String toString() {
                return "Shown[]";
            }
        }
    }

    /**
     * Starts a reset. The password stays as it is until the link is used.
     *
     * @throws RefusedException 409 where the account is locked, 403 where only an administrator may have the link
     */
    public Ordered order(Caller caller, String id) {
        Account account = directory.reach(caller, id).value();
        if (account.locked()) {
            throw new RefusedException(Refusal.of(
                    409, "account_locked", "The account is locked: unlock it before its password is reset."));
        }
        AccountProfile profile = profile(id).value();
        boolean mailed = reset.isByMail() && profile.email() != null && profile.passwordHash() != null;
        if (!mailed && !caller.isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("No mail can be sent to the account's owner, and a link that"
                    + " opens the account is for an administrator to hand on."));
        }
        record(caller, id);
        if (mailed) {
            reset.mail(account);
            return new Ordered.Mailed();
        }
        return new Ordered.Shown(links.shown(reset.key(profile)));
    }

    /** The profile is written as it is, so that the entry is its owner's to see. */
    private void record(Caller caller, String id) {
        changes.write(() -> {
            Stored<AccountProfile> held = profile(id);
            return new Draft<>(
                    Commit.by(caller.account().id(), "account.reset", Subjects.account(id))
                            .from(caller.origin().address())
                            .unchanged(held)
                            .put(held.value()),
                    id);
        });
    }

    private Stored<AccountProfile> profile(String id) {
        Optional<Stored<AccountProfile>> held = Reply.of(registry.credentials(id));
        return held.orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }
}
