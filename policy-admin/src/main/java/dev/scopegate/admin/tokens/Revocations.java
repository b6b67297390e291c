package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Revocation;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.Commit;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ends tokens for good. The first commit ends the token, and with it all that depends on it, since every gateway judges
 * the whole chain; its descendants are marked afterwards, in batches, so that their records say so too.
 */
public final class Revocations {

    private static final int BATCH = 500;

    private final Registry registry;
    private final PolicyChanges changes;
    private final Acknowledgement acknowledgement;
    private final SpentMeters meters;
    private final InstantSource clock;

    public Revocations(
            Registry registry,
            PolicyChanges changes,
            Acknowledgement acknowledgement,
            SpentMeters meters,
            InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.acknowledgement = acknowledgement;
        this.meters = meters;
        this.clock = clock;
    }

    /** On whose behalf tokens end, and from where; whoever resets a password has no token of his own. */
    public record Author(String account, Origin origin) {

        public static Author of(Caller caller) {
            return new Author(caller.account().id(), caller.origin());
        }
    }

    /** Ends one token and its descendants, and waits until the gateways know. */
    public Acknowledged revoke(Caller caller, Stored<TokenRecord> token, String why) {
        return revoke(Author.of(caller), token, why);
    }

    /** Likewise, on behalf of someone whose caller is not known: the author has proved to hold the token. */
    public Acknowledged revoke(Author author, Stored<TokenRecord> token, String why) {
        Revocation end = new Revocation(clock.instant(), author.account(), why);
        String id = token.value().id();
        ChangeId at = changes.write(() -> draft(author, id, end)).at();
        markChildren(author, id, end);
        return settled(at, List.of(token.value()));
    }

    /** Marks all tokens of an access list that is gone. */
    public void markTokensOfAccessList(Caller caller, String list) {
        Revocation end = new Revocation(clock.instant(), caller.account().id(), "access list deleted");
        mark(
                Author.of(caller),
                end,
                offset -> Reply.of(registry.tokensOfAccessList(list, offset, BATCH)),
                token -> true);
    }

    /** Marks all tokens of an account that is gone. */
    public void markTokensOfAccount(Caller caller, String account) {
        Revocation end = new Revocation(clock.instant(), caller.account().id(), "account deleted");
        mark(
                Author.of(caller),
                end,
                offset -> Reply.of(registry.tokensOfAccount(account, offset, BATCH)),
                token -> true);
    }

    /** Ends all logins of the author's account. */
    public void endLogins(Author author, String why) {
        end(author, token -> token.kind() == TokenKind.LOGIN, why);
    }

    /**
     * Ends those of the author's tokens that are meant.
     *
     * @return the last of the changes that say so, or null where there was nothing to end
     */
    public @Nullable ChangeId end(Author author, Predicate<TokenRecord> meant, String why) {
        Revocation end = new Revocation(clock.instant(), author.account(), why);
        return mark(author, end, offset -> Reply.of(registry.tokensOfAccount(author.account(), offset, BATCH)), meant);
    }

    /** Waits until the gateways know, and only then forgets what the tokens had used. */
    private Acknowledged settled(ChangeId at, List<TokenRecord> tokens) {
        Acknowledged acknowledged = acknowledgement.await(at);
        if (acknowledged.laggards().isEmpty()) {
            meters.forget(tokens);
        }
        return acknowledged;
    }

    private Draft<TokenRecord> draft(Author author, String id, Revocation end) {
        Stored<TokenRecord> held = Reply.of(registry.token(id)).orElseThrow();
        TokenRecord revoked = held.value().revocation() == null ? held.value().revoked(end) : held.value();
        Commit commit = Commit.by(author.account(), "token.revoke", Subjects.token(id))
                .from(author.origin().address())
                .unchanged(held)
                .put(revoked)
                .before(JsonCodec.write(held.value()))
                .after(JsonCodec.write(revoked));
        return new Draft<>(commit, revoked);
    }

    private void markChildren(Author author, String parent, Revocation end) {
        Revocation inherited = new Revocation(end.at(), end.by(), "parent revoked");
        mark(author, inherited, offset -> Reply.of(registry.childrenOf(parent, offset, BATCH)), token -> true);
    }

    private @Nullable ChangeId mark(
            Author author, Revocation end, IntFunction<List<TokenRecord>> page, Predicate<TokenRecord> meant) {
        ChangeId last = null;
        for (int offset = 0; ; offset += BATCH) {
            List<TokenRecord> read = page.apply(offset);
            List<String> live = read.stream()
                    .filter(meant)
                    .filter(token -> token.revocation() == null)
                    .map(TokenRecord::id)
                    .toList();
            if (!live.isEmpty()) {
                last = changes.write(() -> batch(author, live, end)).at();
                live.forEach(id -> markChildren(author, id, end));
            }
            if (read.size() < BATCH) {
                return last;
            }
        }
    }

    private Draft<Integer> batch(Author author, List<String> ids, Revocation end) {
        Commit commit = Commit.by(author.account(), "token.revoke", Subjects.account(end.by()))
                .from(author.origin().address())
                .after("{\"tokens\":" + ids.size() + ",\"why\":\"" + end.why() + "\"}");
        for (String id : ids) {
            Reply.of(registry.token(id))
                    .filter(stored -> stored.value().revocation() == null)
                    .ifPresent(stored ->
                            commit.unchanged(stored).put(stored.value().revoked(end)));
        }
        return new Draft<>(commit, ids.size());
    }
}
