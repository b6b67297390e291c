package dev.scopegate.admin.identities;

import dev.scopegate.admin.accounts.IdentityProof;
import dev.scopegate.admin.accounts.IdentityProof.ProofContext;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Identity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All ways to prove one more identity, each asked by the type that a body names. */
final class IdentityProofs {

    private final Map<String, IdentityProof> byType;
    private final LoginAttempts attempts;

    IdentityProofs(List<IdentityProof> proofs, LoginAttempts attempts) {
        this.byType = proofs.stream()
                .collect(Collectors.toMap(
                        IdentityProof::type,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalArgumentException(
                                    "a type must have one proof, but '" + one.type() + "' has two");
                        },
                        TreeMap::new));
        this.attempts = attempts;
    }

    /**
     * The identity that the body proves.
     *
     * @throws RefusedException where it proves none; never 401, which would say that the caller's login is wrong
     */
    Identity prove(Body body, ProofContext request) {
        IdentityProof proof = byType.get(body.text("type"));
        if (proof == null) {
            throw RefusedException.invalid("'type' must be one of " + String.join(", ", byType.keySet()));
        }
        attempts.admitProof(request.caller().origin());
        try {
            return proof.prove(body, request);
        } catch (RefusedException e) {
            throw e.toCaller();
        }
    }
}
