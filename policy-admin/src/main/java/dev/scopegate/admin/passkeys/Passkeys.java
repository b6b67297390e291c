package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.FreshProof;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.changes.Acknowledgement.Acknowledged;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.security.LoginTrail;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The passkeys of accounts: registered by their owners, and good for a login without a name and a password. */
public final class Passkeys {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Logins logins;
    private final FreshProofs proofs;
    private final Desk desk;

    Passkeys(Registry registry, PolicyChanges changes, Logins logins, FreshProofs proofs, Desk desk) {
        this.registry = registry;
        this.changes = changes;
        this.logins = logins;
        this.proofs = proofs;
        this.desk = desk;
    }

    /** What passkeys are checked with. */
    record Desk(
            FreshProofs.Desk keys,
            LoginAttempts attempts,
            Identities identities,
            LoginTrail trail,
            InstantSource clock) {}

    public List<Passkey> of(Caller caller) {
        return profile(caller.account().id()).value().shownIdentities().stream()
                .filter(identity -> identity.scheme().equals(Passkey.SCHEME))
                .map(identity ->
                        profile(caller.account().id()).value().attributes().get(identity.text()))
                .filter(kept -> kept != null)
                .map(Passkey::read)
                .toList();
    }

    /**
     * What a browser's {@code navigator.credentials.create} is to be given, as JSON.
     *
     * @param proof that its owner asks, as {@link FreshProof} has it: one more passkey is as good as what he has
     */
    public Map<String, Object> begin(Caller caller, @Nullable Body proof) {
        Identities.requireOwner(caller);
        Account account = caller.account();
        boolean proved = proofs.checkWhereAsked(caller, profile(account.id()).value(), proof);
        String challenge = desk.keys().challenges().make(Challenges.REGISTRATION, meaning(caller, proved));
        return Options.of(desk.keys().ceremony().party(), account, challenge, of(caller));
    }

    /**
     * Keeps the key that a device has made.
     *
     * @throws RefusedException 400 where its answer does not check out, 409 where the account has as many identities as it
     *     may
     */
    public Passkey register(Caller caller, Body body) {
        Identities.requireOwner(caller);
        Answer.Made made = Answer.Made.of(body);
        boolean proved = takeChallenge(caller, made.challenge());
        Passkey key = desk.keys()
                .ceremony()
                .register(caller.account(), made.challenge(), made, desk.clock().instant());
        return changes.write(() -> adding(caller, key, proved)).result();
    }

    /** Uses up what this login was given to register with, and says whether its owner had proved himself for it. */
    private boolean takeChallenge(Caller caller, String challenge) {
        String meaning = desk.keys().challenges().take(Challenges.REGISTRATION, challenge);
        boolean proved = meaning.equals(meaning(caller, true));
        if (!proved && !meaning.equals(meaning(caller, false))) {
            throw Ceremony.refused();
        }
        return proved;
    }

    private static String meaning(Caller caller, boolean proved) {
        return caller.account().id() + " " + caller.token().id() + (proved ? " proved" : " unproved");
    }

    private Draft<Passkey> adding(Caller caller, Passkey key, boolean proved) {
        String account = caller.account().id();
        Identity identity = Passkey.identity(key.id());
        Stored<AccountProfile> held = profile(account);
        // Begun while there was nothing to prove himself by: by now there is.
        if (!proved && FreshProof.isAsked(held.value())) {
            throw FreshProof.missing();
        }
        Identities.requireRoom(held.value());
        Set<Identity> all = new HashSet<>(held.value().identities());
        all.add(identity);
        Instant now = desk.clock().instant();
        return new Draft<>(
                Commit.by(account, "passkey.add", Subjects.account(account))
                        .from(caller.origin().address())
                        .unchanged(held)
                        .absentIdentity(identity)
                        .put(held.value().withIdentities(all, now).withAttribute(identity.text(), key.json(), now))
                        .changed(Subjects.identity(identity))
                        .after(JsonMapper.shared().writeValueAsString(Map.of("passkey", key.id(), "name", key.name()))),
                key);
    }

    /** Takes a key away and ends the logins that it opened. */
    public Acknowledged remove(Caller caller, String id, @Nullable Body proof) {
        return desk.identities().unlink(caller, Passkey.SCHEME + ":" + id, proof);
    }

    /** What a browser's {@code navigator.credentials.get} is to be given, as JSON: any key of this place will do. */
    public Map<String, Object> beginSignIn(Origin origin) {
        desk.attempts().admitProof(origin);
        return Options.request(
                desk.keys().ceremony().party(), desk.keys().challenges().make(Challenges.SIGN_IN, Challenges.SIGN_IN));
    }

    /**
     * Logs in whoever's key has signed.
     *
     * @throws RefusedException 400 where the answer does not check out, with one text whatever was wrong
     */
    public String signIn(Body body, Origin origin) {
        desk.attempts().admitProof(origin);
        Answer.Signed signed = Answer.Signed.of(body);
        Identity identity = Passkey.identity(signed.id());
        try {
            desk.keys().challenges().take(Challenges.SIGN_IN, signed.challenge(), Challenges.SIGN_IN);
            desk.keys().signatures().check(signed, origin);
            return logins.logIn(identity, origin);
        } catch (RefusedException refused) {
            Reply.of(registry.accountByIdentity(identity))
                    .ifPresent(holder ->
                            desk.trail().strangersPasskey(holder.value().id(), origin));
            throw refused;
        }
    }

    private Stored<AccountProfile> profile(String account) {
        return Reply.of(registry.credentials(account))
                .orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }
}
