package dev.scopegate.admin.passkeys;

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
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The passkeys of accounts: registered by their owners, and good for a login without a name and a password. */
public final class Passkeys {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Logins logins;
    private final SecondFactors seconds;
    private final Desk desk;

    Passkeys(Registry registry, PolicyChanges changes, Logins logins, SecondFactors seconds, Desk desk) {
        this.registry = registry;
        this.changes = changes;
        this.logins = logins;
        this.seconds = seconds;
        this.desk = desk;
    }

    /** What passkeys are checked with. */
    record Desk(SecondFactors.Desk proofs, LoginAttempts attempts, Identities identities, InstantSource clock) {}

    public List<Passkey> of(Caller caller) {
        return profile(caller.account().id()).value().shownIdentities().stream()
                .filter(identity -> identity.scheme().equals(Passkey.SCHEME))
                .map(identity ->
                        profile(caller.account().id()).value().attributes().get(identity.text()))
                .filter(kept -> kept != null)
                .map(Passkey::read)
                .toList();
    }

    static boolean isHeldIn(AccountProfile profile) {
        return profile.shownIdentities().stream()
                .anyMatch(identity -> identity.scheme().equals(Passkey.SCHEME));
    }

    /**
     * What a browser's {@code navigator.credentials.create} is to be given, as JSON.
     *
     * @param proof that its owner asks, where the account demands a passkey: one more is as good as those that it has
     */
    public Map<String, Object> begin(Caller caller, Optional<Body> proof) {
        Identities.requireOwner(caller);
        seconds.requireProofWhereDemanded(caller, proof);
        Account account = caller.account();
        String challenge = desk.proofs().challenges().make(Challenges.REGISTRATION, account.id());
        return Options.of(desk.proofs().ceremony().party(), account, challenge, of(caller));
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
        desk.proofs()
                .challenges()
                .take(
                        Challenges.REGISTRATION,
                        made.challenge(),
                        caller.account().id());
        Passkey key = desk.proofs()
                .ceremony()
                .register(caller.account(), made.challenge(), made, desk.clock().instant());
        return changes.write(() -> adding(caller, key)).result();
    }

    private Draft<Passkey> adding(Caller caller, Passkey key) {
        String account = caller.account().id();
        Identity identity = Passkey.identity(key.id());
        Stored<AccountProfile> held = profile(account);
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
    public Acknowledged remove(Caller caller, String id) {
        return desk.identities().unlink(caller, Passkey.SCHEME + ":" + id);
    }

    /** What a browser's {@code navigator.credentials.get} is to be given, as JSON: any key of this place will do. */
    public Map<String, Object> beginSignIn(Origin origin) {
        desk.attempts().admitProof(origin);
        return Options.request(
                desk.proofs().ceremony().party(),
                desk.proofs().challenges().make(Challenges.SIGN_IN, Challenges.SIGN_IN));
    }

    /**
     * Logs in whoever's key has signed.
     *
     * @throws RefusedException 400 where the answer does not check out, with one text whatever was wrong
     */
    public String signIn(Body body, Origin origin) {
        desk.attempts().admitProof(origin);
        Answer.Signed signed = Answer.Signed.of(body);
        desk.proofs().challenges().take(Challenges.SIGN_IN, signed.challenge(), Challenges.SIGN_IN);
        desk.proofs().signatures().check(signed, origin);
        return logins.logIn(Passkey.identity(signed.id()), origin);
    }

    private Stored<AccountProfile> profile(String account) {
        return Reply.of(registry.credentials(account))
                .orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }
}
