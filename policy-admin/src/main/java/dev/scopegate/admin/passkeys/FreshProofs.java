package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.FreshProof;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fresh proofs, by the password or by a passkey that has signed a challenge which was made for this login. */
final class FreshProofs implements FreshProof {

    private final Registry registry;
    private final Logins logins;
    private final Desk desk;

    FreshProofs(Registry registry, Logins logins, Desk desk) {
        this.registry = registry;
        this.logins = logins;
        this.desk = desk;
    }

    /** What a proof by a passkey is checked with. */
    record Desk(Ceremony ceremony, Challenges challenges, Signatures signatures) {}

    /** What a browser's {@code navigator.credentials.get} is to be given for a proof that is good for this login alone. */
    Map<String, Object> challenge(Caller caller) {
        return Options.request(desk.ceremony().party(), desk.challenges().make(Challenges.PROOF, meaning(caller)));
    }

    @Override
    public void check(Caller caller, @Nullable Body proof) {
        if (proof != null && proof.has("password")) {
            logins.confirm(caller.account(), profile(caller), proof.text("password"), caller.origin());
            return;
        }
        if (proof == null || !proof.has("response")) {
            throw FreshProof.missing();
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

    private AccountProfile profile(Caller caller) {
        return Reply.of(registry.credentials(caller.account().id()))
                .map(Stored::value)
                .orElseThrow(() -> RefusedException.notFound("the account has no profile"));
    }
}
