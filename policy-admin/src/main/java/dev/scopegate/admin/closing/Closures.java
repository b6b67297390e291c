package dev.scopegate.admin.closing;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.TokenList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import dev.scopegate.store.TokenQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends accounts. The first commit takes the account away, and with it all power of its tokens and clients; their records
 * follow.
 */
public final class Closures {

    /** No account has more lists, or more clients. */
    private static final int MOST = 1_000;

    private final Registry registry;
    private final PolicyChanges changes;
    private final AccountDirectory directory;
    private final TokenList tokens;
    private final End end;

    Closures(Registry registry, PolicyChanges changes, AccountDirectory directory, TokenList tokens, End end) {
        this.registry = registry;
        this.changes = changes;
        this.directory = directory;
        this.tokens = tokens;
        this.end = end;
    }

    /** What follows the end of an account. */
    record End(Revocations revocations, Acknowledgement acknowledgement) {}

    /** What ended, and how far the gateways know. */
    public record Closed(Account account, Impact impact, Acknowledged acknowledged) {}

    /** What would end with somebody's account. */
    public Impact impact(Caller caller, String id) {
        directory.reach(caller, id);
        return impactOf(id);
    }

    /** Closes the caller's own account. */
    public void close(Caller caller) {
        if (!caller.actsForAccount()) {
            throw new RefusedException(Refusal.forbidden("This needs a login, not a token with a part of its power."));
        }
        if (caller.account().isAdministrator()) {
            throw new RefusedException(Refusal.forbidden("The administrator's account cannot be deleted."));
        }
        end(caller, caller.account().id());
    }

    /**
     * Closes somebody's account.
     *
     * @throws RefusedException 400 where it is the caller's own
     */
    public Closed close(Caller caller, String id) {
        Account account = directory.reach(caller, id).value();
        if (id.equals(caller.account().id())) {
            throw RefusedException.invalid("nobody can delete his own account here");
        }
        Impact impact = impactOf(id);
        return new Closed(account, impact, end(caller, id));
    }

    private Impact impactOf(String id) {
        return new Impact(
                tokens.living(TokenQuery.ofAccount(id)),
                Reply.of(registry.accessListsOf(id, 0, MOST)).size(),
                Reply.of(registry.clientsOf(id, 0, MOST)).size(),
                Reply.of(registry.credentials(id))
                        .map(held -> held.value().identities().size())
                        .orElse(0));
    }

    private Acknowledged end(Caller caller, String id) {
        List<Client> clients = Reply.of(registry.clientsOf(id, 0, MOST));
        ChangeId at = changes.write(() -> closing(caller, id)).at();
        end.revocations().markTokensOfAccount(caller, id);
        for (Client client : clients) {
            delete(caller, client);
        }
        Reply.of(registry.accessListsOf(id, 0, MOST))
                .forEach(list -> changes.write(() -> new Draft<>(
                        change(caller, "acl.delete", Subjects.accessList(list.id()))
                                .delete(list)
                                .before(JsonCodec.write(list)),
                        list.id())));
        return end.acknowledgement().await(at);
    }

    private Draft<String> closing(Caller caller, String id) {
        Stored<Account> account = Reply.of(registry.account(id)).orElseThrow(Closures::gone);
        Commit commit = change(caller, "account.delete", Subjects.account(id))
                .unchanged(account)
                .delete(account.value())
                .before(JsonCodec.write(account.value()));
        @Nullable
        Stored<AccountProfile> profile = Reply.of(registry.credentials(id)).orElse(null);
        if (profile != null) {
            commit.unchanged(profile).delete(profile.value());
        }
        return new Draft<>(commit, id);
    }

    private void delete(Caller caller, Client client) {
        changes.write(() -> new Draft<>(
                change(caller, "client.delete", Subjects.client(client.id())).delete(client), client.id()));
    }

    private static Commit change(Caller caller, String action, String subject) {
        return Commit.by(caller.account().id(), action, subject)
                .from(caller.origin().address());
    }

    private static RefusedException gone() {
        return RefusedException.notFound("there is no such account");
    }
}
