package dev.scopegate.gateway.authn;

import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Picks exactly one verifier by the credential's own form; none is tried and skipped. */
public final class Authenticator {

    private static final Mono<Authentication> NOBODYS =
            Mono.just(new Authentication.Unknown(Reason.MALFORMED_CREDENTIAL));

    private final CredentialVerifier[] verifiers;

    public Authenticator(List<CredentialVerifier> verifiers) {
        this.verifiers = verifiers.toArray(CredentialVerifier[]::new);
    }

    public Mono<Authentication> authenticate(Credential credential, Door door) {
        CredentialVerifier verifier = verifierOf(credential);
        return verifier == null ? NOBODYS : verifier.verify(credential, door);
    }

    /** The same for a call that is still open. */
    public Mono<Authentication> authenticateAgain(Credential credential, Door door, Grant grant) {
        CredentialVerifier verifier = verifierOf(credential);
        return verifier == null ? NOBODYS : verifier.verifyAgain(credential, door, grant);
    }

    private @Nullable CredentialVerifier verifierOf(Credential credential) {
        for (CredentialVerifier verifier : verifiers) {
            if (verifier.recognises(credential)) {
                return verifier;
            }
        }
        return null;
    }
}
