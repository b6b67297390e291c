package dev.scopegate.admin.keys;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.keys.KeyProofs.Deed.LinkTo;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.Identity;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Gives the text that a key's holder signs to make the key a way into the caller's account. It names the account, so that
 * nobody who is asked to sign a login gives his key to somebody else's account.
 */
@RestController
final class KeyLinkController {

    private final KeyProofs proofs;
    private final LoginAttempts attempts;

    KeyLinkController(KeyProofs proofs, LoginAttempts attempts) {
        this.proofs = proofs;
        this.attempts = attempts;
    }

    @PostMapping("/api/v1/identities/challenge")
    Map<String, Object> challenge(Caller caller, Body body) {
        Identity identity = KeyProofs.identityOf(body.text("key"));
        attempts.admitProof(caller.origin());
        return KeyLoginController.challenge(
                proofs.challenge(identity, new LinkTo(caller.account().id())));
    }
}
