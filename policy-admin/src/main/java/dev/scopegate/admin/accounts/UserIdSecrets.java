package dev.scopegate.admin.accounts;

import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.tokens.Revocations.Author;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user ids of accounts, each a secret that opens its account. No list shows them, so that they end with what their owner
 * does see: with his password, and with all his other logins. Another is made when it is next asked for.
 */
public final class UserIdSecrets {

    private final Registry registry;
    private final PolicyChanges changes;
    private final InstantSource clock;

    public UserIdSecrets(Registry registry, PolicyChanges changes, InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Ends those of the author.
     *
     * @return the change that says so, or null where there was nothing to end
     */
    public @Nullable ChangeId end(Author author) {
        String account = author.account();
        if (profile(author).value().identities().stream().noneMatch(UserIdSecrets::isOne)) {
            return null;
        }
        return changes.write(() -> {
                    Stored<AccountProfile> held = profile(author);
                    Commit commit = Commit.by(account, "account.user-id.end", Subjects.account(account))
                            .from(author.origin().address())
                            .unchanged(held);
                    return new Draft<>(commit.put(without(commit, held.value(), clock.instant())), account);
                })
                .at();
    }

    /** The profile without its user ids, which the commit forgets. */
    static AccountProfile without(Commit commit, AccountProfile was, Instant at) {
        Set<Identity> kept = new HashSet<>(was.identities());
        kept.removeIf(UserIdSecrets::isOne);
        was.identities().stream().filter(identity -> !kept.contains(identity)).forEach(commit::forget);
        return was.withIdentities(kept, at);
    }

    private static boolean isOne(Identity identity) {
        return identity.scheme().equals(Identity.USER_ID);
    }

    private Stored<AccountProfile> profile(Author author) {
        return Reply.of(registry.credentials(author.account())).orElseThrow(Accounts::gone);
    }
}
