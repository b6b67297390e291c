package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.AccountDirectory;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.identities.Identities;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Commit;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has an account ask for its passkey at every login, or ask no more. Whoever merely sits at an open session must not take
 * it off, nor add a passkey of his own to answer it with: both need a fresh proof, by a passkey or by the password.
 */
public final class SecondFactors {

    private final Registry registry;
    private final PolicyChanges changes;
    private final Logins logins;
    private final AccountDirectory directory;
    private final Desk desk;

    SecondFactors(Registry registry, PolicyChanges changes, Logins logins, AccountDirectory directory, Desk desk) {
        this.registry = registry;
        this.changes = changes;
        this.logins = logins;
        this.directory = directory;
        this.desk = desk;
    }

    /** What a proof by a passkey is checked with. */
    record Desk(Ceremony ceremony, Challenges challenges, Signatures signatures, InstantSource clock) {}

    /**
     * From now on every login is asked for a passkey of the account. Logins that are open stay.
     *
     * @throws RefusedException 409 where it has none
     */
    public void demand(Caller caller) {
        Identities.requireOwner(caller);
        write(caller, caller.account().id(), true);
    }

    /**
     * From now on no login is asked for a passkey.
     *
     * @param proof {@code {"password"}}, or what a passkey has signed
     * @throws RefusedException 400 where the proof is wrong
     */
    public void end(Caller caller, Body proof) {
        Identities.requireOwner(caller);
        requireProof(caller, proof);
        write(caller, caller.account().id(), false);
    }

    /** The same for somebody who has lost his passkeys, by one who manages users. */
    public void endFor(Caller caller, String account) {
        write(caller, directory.reach(caller, account).value().id(), false);
    }

    /** What a browser's {@code navigator.credentials.get} is to be given for a proof that is good for this login alone. */
    public Map<String, Object> challenge(Caller caller) {
        Identities.requireOwner(caller);
        return Options.request(desk.ceremony().party(), desk.challenges().make(Challenges.PROOF, meaning(caller)));
    }

    void requireProofWhereDemanded(Caller caller, Optional<Body> proof) {
        if (SecondFactor.isDemanded(profile(caller.account().id()).value())) {
            requireProof(caller, proof.orElseGet(() -> Body.of(Map.of())));
        }
    }

    private void requireProof(Caller caller, Body proof) {
        if (proof.has("password")) {
            AccountProfile profile = profile(caller.account().id()).value();
            logins.confirm(caller.account(), profile, proof.text("password"), caller.origin());
            return;
        }
        if (!proof.has("response")) {
            throw new RefusedException(Refusal.of(
                    403, "proof_required", "This needs the account's password, or what its passkey signs for this."));
        }
        Answer.Signed signed = Answer.Signed.of(proof);
        desk.challenges().take(Challenges.PROOF, signed.challenge(), meaning(caller));
        if (!signed.account().equals(caller.account().id())) {
            throw Ceremony.refused();
        }
        desk.signatures().check(signed, caller.origin());
    }

    private static String meaning(Caller caller) {
        return caller.account().id() + " " + caller.token().id();
    }

    private void write(Caller caller, String account, boolean demanded) {
        changes.write(() -> {
            Stored<AccountProfile> held = profile(account);
            if (demanded && !Passkeys.isHeldIn(held.value())) {
                throw new RefusedException(
                        Refusal.of(409, "no_passkey", "The account has no passkey: add one before it is asked for."));
            }
            AccountProfile now =
                    SecondFactor.demanded(held.value(), demanded, desk.clock().instant());
            return new Draft<>(
                    Commit.by(caller.account().id(), "account.second-factor", Subjects.account(account))
                            .from(caller.origin().address())
                            .unchanged(held)
                            .put(now)
                            .before(audited(held.value()))
                            .after(audited(now)),
                    now);
        });
    }

    private static String audited(AccountProfile profile) {
        return JsonMapper.shared().writeValueAsString(Map.of("secondFactor", SecondFactor.isDemanded(profile)));
    }

    private Stored<AccountProfile> profile(String account) {
        return Reply.of(registry.credentials(account))
                .orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }
}
