package dev.scopegate.admin.own;

import dev.scopegate.admin.accounts.UserIdSecrets;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.Revocations.Author;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.RecordPage;
import dev.scopegate.store.RecordSearch;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import dev.scopegate.store.TokenQuery;
import dev.scopegate.store.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The logins of one's own account that are open now; each can be ended. */
public final class SignIns {

    private static final String WHY = "ended by its owner";

    private final Registry registry;
    private final RecordSearch search;
    private final Revocations revocations;
    private final UserIdSecrets userIds;
    private final Acknowledgement acknowledgement;

    SignIns(
            Registry registry,
            RecordSearch search,
            Revocations revocations,
            UserIdSecrets userIds,
            Acknowledgement acknowledgement) {
        this.registry = registry;
        this.search = search;
        this.revocations = revocations;
        this.userIds = userIds;
        this.acknowledgement = acknowledgement;
    }

    /**
     * An open login.
     *
     * @param by what was proved; null for the password
     * @param lastUsed null where it was not used yet
     * @param current whether it is the one that asks
     */
    public record SignIn(
            String id,
            Instant at,
            @Nullable Instant until,
            @Nullable String by,
            @Nullable Instant lastUsed,
            boolean current) {}

    /** The newest first. */
    public RecordPage<SignIn> of(Caller caller, Cursor cursor) {
        requireOwner(caller);
        TokenQuery open =
                new TokenQuery(caller.account().id(), null, null, null, Set.of(TokenState.ACTIVE), TokenKind.LOGIN, "");
        RecordPage<TokenRecord> page = Reply.of(search.tokens(open, cursor.count(), cursor.before()));
        Map<String, Instant> used = Reply.of(
                registry.lastUsed(page.records().stream().map(TokenRecord::id).toList()));
        List<SignIn> list = page.records().stream()
                .map(token -> new SignIn(
                        token.id(),
                        token.issuance().at(),
                        token.terms().validity().expiresAt(),
                        token.issuance().identity(),
                        used.get(token.id()),
                        token.id().equals(caller.token().id())))
                .toList();
        return new RecordPage<>(list, page.next());
    }

    /** Ends one; a copy of it opens nothing afterwards. */
    public Acknowledged end(Caller caller, String id) {
        requireOwner(caller);
        Stored<TokenRecord> login = Reply.of(registry.token(id))
                .filter(token -> token.value().kind() == TokenKind.LOGIN)
                .filter(token -> token.value()
                        .issuance()
                        .account()
                        .equals(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("there is no such login"));
        return revocations.revoke(caller, login, WHY);
    }

    /** Ends all but the one that asks, and the user ids, by which others could be opened again. */
    public @Nullable Acknowledged endOthers(Caller caller) {
        requireOwner(caller);
        String current = caller.token().id();
        ChangeId forgotten = userIds.end(Author.of(caller));
        ChangeId ended = revocations.end(
                Author.of(caller),
                token -> token.kind() == TokenKind.LOGIN && !token.id().equals(current),
                WHY);
        ChangeId last = ended == null ? forgotten : ended;
        return last == null ? null : acknowledgement.await(last);
    }

    private static void requireOwner(Caller caller) {
        if (!caller.actsForAccount()) {
            throw new RefusedException(Refusal.forbidden("This needs a login, not a token with a part of its power."));
        }
    }
}
