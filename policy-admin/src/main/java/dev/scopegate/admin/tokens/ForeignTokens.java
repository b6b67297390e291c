package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.tokens.Tokens.Mint;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Revocation;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.ConflictException;
import dev.scopegate.store.JsonCodec;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Issues tokens in the forms of other systems. Each stands for its account, on that system's API alone, and is a record
 * like any other. Where a system knows one token per account, the account's profile remembers which: its slot.
 */
public final class ForeignTokens {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Acknowledgement acknowledgement;
    private final Mint mint;
    private final InstantSource clock;

    public ForeignTokens(
            Registry registry, PolicyChanges changes, Acknowledgement acknowledgement, Mint mint, InstantSource clock) {
        this.registry = registry;
        this.changes = changes;
        this.acknowledgement = acknowledgement;
        this.mint = mint;
        this.clock = clock;
    }

    /**
     * A token that is wanted.
     *
     * @param api the API that it may be used on
     * @param form its value in the other system's form, made from the record; no two records may give the same
     */
    public record Wanted(Issuance issuance, String api, Validity validity, Function<TokenRecord, String> form) {}

    /** Who asks, and from where; for the audit log. */
    public record Asker(String account, Origin origin) {}

    /** A token that was just made, with the value that is shown this once. */
    public record Given(TokenRecord token, String value) {

        @Override
        public String toString() {
            return "Given[" + token.id() + "]";
        }
    }

    /** Issues one more token. */
    public Given issue(Wanted wanted, Asker asker) {
        return changes.write(() -> {
                    Given given = make(wanted, TokenKind.USER);
                    return new Draft<>(commit(given, asker), given);
                })
                .result();
    }

    /**
     * Issues a login in another system's form: it ends with the account's other logins when the password is changed.
     *
     * @param proved the profile with the password that was right; a login with one that was changed meanwhile is none
     */
    public Given open(Wanted wanted, Stored<AccountProfile> proved, Asker asker) {
        return changes.write(() -> {
                    if (!profile(proved.value().account()).raw().equals(proved.raw())) {
                        throw gone();
                    }
                    Given given = make(wanted, TokenKind.LOGIN);
                    return new Draft<>(commit(given, asker).unchanged(proved), given);
                })
                .result();
    }

    /** Issues the token of a slot. One that was there before ends with the same change. */
    public Given replace(String slot, Wanted wanted, Asker asker) {
        Committed<Given> committed =
                changes.write(() -> replacement(slot, profile(wanted.issuance().account()), wanted, asker));
        acknowledgement.await(committed.at());
        return committed.result();
    }

    /**
     * Issues the token of a slot in place of the one that was seen there.
     *
     * @param seen what {@link #held} gave
     * @throws ConflictException where another request was quicker: what it made stands
     */
    public Given replace(String slot, Optional<TokenRecord> seen, Wanted wanted, Asker asker) {
        Optional<String> expected = seen.map(TokenRecord::id);
        Committed<Given> committed = changes.write(() -> {
            Stored<AccountProfile> profile = profile(wanted.issuance().account());
            if (!tokenIn(slot, profile.value()).map(held -> held.value().id()).equals(expected)) {
                throw new ConflictException("the slot holds another token by now");
            }
            return replacement(slot, profile, wanted, asker);
        });
        acknowledgement.await(committed.at());
        return committed.result();
    }

    /** The token of a slot, where it is in force. */
    public Optional<TokenRecord> held(String account, String slot) {
        return tokenIn(slot, profile(account).value()).map(Stored::value);
    }

    /**
     * Ends the token of a slot.
     *
     * @return false where there is none
     */
    public boolean withdraw(String account, String slot, Asker asker) {
        if (held(account, slot).isEmpty()) {
            return false;
        }
        Committed<Boolean> committed = changes.write(() -> {
            Stored<AccountProfile> profile = profile(account);
            Optional<Stored<TokenRecord>> held = tokenIn(slot, profile.value());
            String subject =
                    held.map(token -> Subjects.token(token.value().id())).orElse(Subjects.account(account));
            Commit commit = Commit.by(asker.account(), "token.revoke", subject)
                    .from(asker.origin().address())
                    .unchanged(profile)
                    .put(profile.value().withAttribute(slot, null, clock.instant()));
            held.ifPresent(token -> commit.unchanged(token)
                    .put(token.value().revoked(end(asker, "deleted")))
                    .before(JsonCodec.write(token.value())));
            return new Draft<>(commit, held.isPresent());
        });
        acknowledgement.await(committed.at());
        return committed.result();
    }

    private Draft<Given> replacement(String slot, Stored<AccountProfile> profile, Wanted wanted, Asker asker) {
        Given given = make(wanted, TokenKind.USER);
        Commit commit = commit(given, asker);
        Optional<Stored<TokenRecord>> before = tokenIn(slot, profile.value());
        before.ifPresent(held -> commit.unchanged(held).put(held.value().revoked(end(asker, "replaced"))));
        commit.unchanged(profile)
                .put(profile.value().withAttribute(slot, given.token().id(), clock.instant()));
        return new Draft<>(commit, given);
    }

    private Given make(Wanted wanted, TokenKind kind) {
        Terms terms = new Terms(null, List.of(), List.of(), Set.of(wanted.api()), wanted.validity());
        TokenRecord token = new TokenRecord(mint.ids().token(), kind, wanted.issuance(), terms, false, null);
        return new Given(token, wanted.form().apply(token));
    }

    private Commit commit(Given given, Asker asker) {
        TokenRecord token = given.token();
        Commit commit = Commit.by(asker.account(), "token.issue", Subjects.token(token.id()))
                .from(asker.origin().address())
                .absentToken(token.id())
                .absentDigest(mint.digests().of(given.value()))
                .unchanged(liveAccount(token.issuance().account()))
                .put(token)
                .putDigest(mint.digests().of(given.value()), token.id(), null)
                .after(JsonCodec.write(token));
        expectIdentity(token.issuance(), commit);
        expectClient(token.issuance(), commit);
        return commit;
    }

    /** Whoever unlinks an identity ends its tokens: none may be made behind his back. */
    private void expectIdentity(Issuance issuance, Commit commit) {
        if (issuance.identity() != null) {
            Identity identity = Identity.parse(issuance.identity());
            boolean isHeld = Reply.of(registry.accountByIdentity(identity))
                    .filter(holder -> holder.value().id().equals(issuance.account()))
                    .isPresent();
            if (!isHeld) {
                throw gone();
            }
            commit.held(identity, issuance.account());
        }
    }

    private void expectClient(Issuance issuance, Commit commit) {
        if (issuance.client() != null) {
            Stored<Client> client = liveClient(issuance.client());
            commit.unchanged(client).unchanged(liveAccount(client.value().owner()));
        }
    }

    private Optional<Stored<TokenRecord>> tokenIn(String slot, AccountProfile profile) {
        return Optional.ofNullable(profile.attributes().get(slot))
                .flatMap(id -> Reply.of(registry.token(id)))
                .filter(held -> held.value().revocation() == null)
                .filter(held -> !held.value().terms().validity().hasEndedBy(clock.instant()));
    }

    private Revocation end(Asker asker, String why) {
        return new Revocation(clock.instant(), asker.account(), why);
    }

    private Stored<AccountProfile> profile(String account) {
        return Reply.of(registry.credentials(account)).orElseThrow(ForeignTokens::gone);
    }

    private Stored<Account> liveAccount(String id) {
        return Reply.of(registry.account(id))
                .filter(stored -> !stored.value().locked())
                .orElseThrow(ForeignTokens::gone);
    }

    private Stored<Client> liveClient(String id) {
        return Reply.of(registry.client(id))
                .filter(stored -> !stored.value().disabled())
                .orElseThrow(ForeignTokens::gone);
    }

    private static RefusedException gone() {
        return new RefusedException(Refusal.of(Reason.REVOKED_TOKEN));
    }
}
