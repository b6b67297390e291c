package dev.scopegate.admin.keys;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Open;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.keys.KeyProofs.Deed.LogIn;
import dev.scopegate.policy.token.Identity;
import io.swagger.v3.oas.annotations.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logs in the holder of a key, in two calls: the first gives a text to sign, the second takes the signature. */
@RestController
@RequestMapping("/api/v1/auth")
@Open
final class KeyLoginController {

    private final KeyProofs proofs;
    private final Logins logins;
    private final LoginAttempts attempts;

    KeyLoginController(KeyProofs proofs, Logins logins, LoginAttempts attempts) {
        this.proofs = proofs;
        this.logins = logins;
        this.attempts = attempts;
    }

    @Operation(operationId = "challenge", tags = "logins", summary = "ask for a text that the holder of a key signs")
    @PostMapping("/challenge")
    Map<String, Object> challenge(Body body, Origin origin) {
        Identity identity = KeyProofs.identityOf(body.text("key"));
        attempts.admitProof(origin);
        return challenge(proofs.challenge(identity, new LogIn()));
    }

    static Map<String, Object> challenge(String text) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("challenge", text);
        answer.put("expires_in", KeyProofs.LIFETIME.toSeconds());
        return answer;
    }

    @Operation(operationId = "keyLogin", tags = "logins", summary = "log in by a key's signature of that text")
    @PostMapping("/key")
    Map<String, Object> logIn(Body body, Origin origin) {
        Identity identity = KeyProofs.identityOf(body.text("key"));
        String challenge = body.text("challenge");
        String signature = body.text("signature");
        attempts.admitProof(origin);
        return Map.of(
                "access_token",
                logins.logIn(proofs.prove(identity, new LogIn(), challenge, signature), origin),
                "token_type",
                "bearer");
    }
}
