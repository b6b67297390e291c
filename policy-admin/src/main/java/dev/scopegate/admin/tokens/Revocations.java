package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
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

    /** Ends one token and its descendants, and waits until the gateways know. */
    public Acknowledged revoke(Caller caller, Stored<TokenRecord> token, String why) {
        Revocation end = new Revocation(clock.instant(), caller.account().id(), why);
        String id = token.value().id();
        ChangeId at = changes.write(() -> draft(caller, id, end)).at();
        markChildren(caller, id, end);
        return settled(at, List.of(token.value()));
    }

    /** Marks all tokens of an access list that is gone. */
    public void markTokensOfAccessList(Caller caller, String list) {
        Revocation end = new Revocation(clock.instant(), caller.account().id(), "access list deleted");
        mark(caller, end, offset -> Reply.of(registry.tokensOfAccessList(list, offset, BATCH)), token -> true);
    }

    /** Marks all tokens of an account that is gone. */
    public void markTokensOfAccount(Caller caller, String account) {
        Revocation end = new Revocation(clock.instant(), caller.account().id(), "account deleted");
        mark(caller, end, offset -> Reply.of(registry.tokensOfAccount(account, offset, BATCH)), token -> true);
    }

    /** Ends all logins of an account, but for one that may be spared. */
    public void endLogins(Caller caller, String why) {
        Revocation end = new Revocation(clock.instant(), caller.account().id(), why);
        mark(
                caller,
                end,
                offset -> Reply.of(registry.tokensOfAccount(caller.account().id(), offset, BATCH)),
                token -> token.kind() == TokenKind.LOGIN);
    }

    /** Waits until the gateways know, and only then forgets what the tokens had used. */
    private Acknowledged settled(ChangeId at, List<TokenRecord> tokens) {
        Acknowledged acknowledged = acknowledgement.await(at);
        if (acknowledged.laggards().isEmpty()) {
            meters.forget(tokens);
        }
        return acknowledged;
    }

    private Draft<TokenRecord> draft(Caller caller, String id, Revocation end) {
        Stored<TokenRecord> held = Reply.of(registry.token(id)).orElseThrow();
        TokenRecord revoked = held.value().revocation() == null ? held.value().revoked(end) : held.value();
        Commit commit = Commit.by(caller.account().id(), "token.revoke", Subjects.token(id))
                .from(caller.origin().address())
                .unchanged(held)
                .put(revoked)
                .before(JsonCodec.write(held.value()))
                .after(JsonCodec.write(revoked));
        return new Draft<>(commit, revoked);
    }

    private void markChildren(Caller caller, String parent, Revocation end) {
        Revocation inherited = new Revocation(end.at(), end.by(), "parent revoked");
        mark(caller, inherited, offset -> Reply.of(registry.childrenOf(parent, offset, BATCH)), token -> true);
    }

    private void mark(
            Caller caller, Revocation end, IntFunction<List<TokenRecord>> page, Predicate<TokenRecord> meant) {
        for (int offset = 0; ; offset += BATCH) {
            List<TokenRecord> read = page.apply(offset);
            List<String> live = read.stream()
                    .filter(meant)
                    .filter(token -> token.revocation() == null)
                    .map(TokenRecord::id)
                    .toList();
            if (!live.isEmpty()) {
                changes.write(() -> batch(caller, live, end));
                live.forEach(id -> markChildren(caller, id, end));
            }
            if (read.size() < BATCH) {
                return;
            }
        }
    }

    private Draft<Integer> batch(Caller caller, List<String> ids, Revocation end) {
        Commit commit = Commit.by(caller.account().id(), "token.revoke", Subjects.account(end.by()))
                .from(caller.origin().address())
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
