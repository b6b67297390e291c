package dev.scopegate.admin.identities;

import dev.scopegate.admin.accounts.FreshProof;
import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.admin.changes.Acknowledgement;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Committed;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Revocations;
import dev.scopegate.admin.tokens.Revocations.Author;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.Commit;
import dev.scopegate.store.ConflictException;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Links identities to accounts, each to one at most, and unlinks them with the logins that they opened. */
public final class Identities {

    private static final int MOST = 20;

    private final Registry registry;
    private final PolicyChanges changes;
    private final Revocations revocations;
    private final Acknowledgement acknowledgement;
    private final Desk desk;

    Identities(
            Registry registry,
            PolicyChanges changes,
            Revocations revocations,
            Acknowledgement acknowledgement,
            Desk desk) {
        this.registry = registry;
        this.changes = changes;
        this.revocations = revocations;
        this.acknowledgement = acknowledgement;
        this.desk = desk;
    }

    /** What owners are asked for, and when. */
    record Desk(FreshProof proofs, InstantSource clock) {}

    /** What the account can prove to be; not its user ids, which are secrets. */
    public List<Identity> of(Caller caller) {
        return profile(caller).value().shownIdentities();
    }

    /** An identity of the account, and whether it was not before. */
    public record Linked(Identity identity, boolean isNew) {}

    /** Whether another way in is given for a fresh proof alone: one without a passkey must not stand beside it by stealth. */
    public boolean isProofAsked(Caller caller) {
        return SecondFactor.isDemanded(profile(caller).value());
    }

    /**
     * Checks the fresh proof for a link where it is asked for.
     *
     * @return whether it was
     */
    public boolean checkWhereAsked(Caller caller, @Nullable Body proof) {
        requireOwner(caller);
        boolean asked = isProofAsked(caller);
        if (asked) {
            desk.proofs().check(caller, proof);
        }
        return asked;
    }

    /**
     * Links an identity that was just proved.
     *
     * @param fresh whether the owner has just proved himself too
     * @throws RefusedException 409 where another account holds it, or the account holds as many as it may
     */
    public Linked link(Caller caller, Identity proved, boolean fresh) {
        requireOwner(caller);
        Optional<Linked> known = held(caller, proved);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Committed<Linked> committed = changes.write(() -> linking(caller, proved, fresh));
            acknowledgement.await(committed.at());
            return committed.result();
        } catch (ConflictException e) {
            // Another request was quicker: then somebody holds it.
            return held(caller, proved).orElseThrow(() -> e);
        }
    }

    private Optional<Linked> held(Caller caller, Identity proved) {
        return Reply.of(registry.accountByIdentity(proved)).map(holder -> {
            if (!holder.value().id().equals(caller.account().id())) {
                throw conflict("identity_taken", "The identity belongs to another account.");
            }
            return new Linked(proved, false);
        });
    }

    private Draft<Linked> linking(Caller caller, Identity proved, boolean fresh) {
        Stored<AccountProfile> profile = profile(caller);
        if (!fresh && SecondFactor.isDemanded(profile.value())) {
            throw FreshProof.missing();
        }
        requireRoom(profile.value());
        Set<Identity> all = new HashSet<>(profile.value().identities());
        all.add(proved);
        return new Draft<>(
                change(caller, "identity.link", profile)
                        .absentIdentity(proved)
                        .put(profile.value().withIdentities(all, desk.clock().instant()))
                        .changed(Subjects.identity(proved))
                        .after(audited(proved)),
                new Linked(proved, true));
    }

    /**
     * Takes an identity from the account and ends the logins and tokens that it opened.
     *
     * @param proof that its owner asks where it is a passkey: whoever merely sits at his session must not leave him without
     * @throws RefusedException 409 where nobody could log in without it, or it is the last passkey of an account that
     *     demands one
     */
    public Acknowledged unlink(Caller caller, String text, @Nullable Body proof) {
        requireOwner(caller);
        Identity identity = parse(text);
        if (identity.scheme().equals(SecondFactor.PASSKEY)) {
            requireHeld(profile(caller).value(), identity);
            desk.proofs().check(caller, proof);
        }
        ChangeId unlinked = changes.write(() -> unlinking(caller, identity)).at();
        ChangeId ended = revocations.end(Author.of(caller), token -> isOpenedBy(identity, token), "identity unlinked");
        return acknowledgement.await(ended == null ? unlinked : ended);
    }

    private Draft<Identity> unlinking(Caller caller, Identity identity) {
        Stored<AccountProfile> profile = profile(caller);
        requireHeld(profile.value(), identity);
        if (profile.value().shownIdentities().size() == 1 && profile.value().passwordHash() == null) {
            throw conflict("last_identity", "Without this identity and without a password nobody could log in.");
        }
        Set<Identity> others = new HashSet<>(profile.value().identities());
        others.remove(identity);
        if (SecondFactor.isDemanded(profile.value())
                && others.stream().noneMatch(other -> other.scheme().equals(SecondFactor.PASSKEY))) {
            throw conflict(
                    "second_factor_in_use",
                    "The account asks for its passkey at every login: have it ask no more before its last one goes.");
        }
        return new Draft<>(
                change(caller, "identity.unlink", profile)
                        // What is kept with an identity stands under its text, and goes with it.
                        .put(profile.value()
                                .withIdentities(others, desk.clock().instant())
                                .withAttribute(
                                        identity.text(), null, desk.clock().instant()))
                        .forget(identity)
                        .before(audited(identity)),
                identity);
    }

    private static void requireHeld(AccountProfile profile, Identity identity) {
        if (!profile.shownIdentities().contains(identity)) {
            throw RefusedException.notFound("the account has no such identity");
        }
    }

    private static boolean isOpenedBy(Identity identity, TokenRecord token) {
        return identity.text().equals(token.issuance().identity())
                && (token.kind() == TokenKind.LOGIN || token.kind() == TokenKind.USER);
    }

    /** Refuses where the account has as many as it may. */
    public static void requireRoom(AccountProfile profile) {
        if (profile.shownIdentities().size() >= MOST) {
            throw conflict("too_many_identities", "An account has at most " + MOST + " identities.");
        }
    }

    /** A way into the account is its owner's to give, whatever a narrower token may call. */
    public static void requireOwner(Caller caller) {
        if (!caller.actsForAccount()) {
            throw new RefusedException(Refusal.forbidden("This needs a login, not a token with a part of its power."));
        }
    }

    private static Identity parse(String text) {
        try {
            return Identity.parse(text);
        } catch (IllegalArgumentException e) {
            throw RefusedException.invalid("'identity' must read 'scheme:value'");
        }
    }

    private static String audited(Identity identity) {
        return JsonMapper.shared().writeValueAsString(Map.of("identity", identity.text()));
    }

    private static Commit change(Caller caller, String action, Stored<AccountProfile> profile) {
        String account = caller.account().id();
        return Commit.by(account, action, Subjects.account(account))
                .from(caller.origin().address())
                .unchanged(profile);
    }

    private Stored<AccountProfile> profile(Caller caller) {
        return Reply.of(registry.credentials(caller.account().id()))
                .orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }

    private static RefusedException conflict(String code, String text) {
        return new RefusedException(Refusal.of(409, code, text));
    }
}
