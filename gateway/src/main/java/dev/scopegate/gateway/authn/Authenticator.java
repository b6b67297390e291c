package dev.scopegate.gateway.authn;

import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.decision.Reason;
import java.util.List;
import reactor.core.publisher.Mono;

/** Picks exactly one verifier by the credential's own form; none is tried and skipped. */
public final class Authenticator {

    private static final Mono<Authentication> NOBODYS =
            Mono.just(new Authentication.Unknown(Reason.MALFORMED_CREDENTIAL));

    private final List<CredentialVerifier> verifiers;

    public Authenticator(List<CredentialVerifier> verifiers) {
        this.verifiers = List.copyOf(verifiers);
    }

    public Mono<Authentication> authenticate(Credential credential, Door door) {
        for (CredentialVerifier verifier : verifiers) {
            if (verifier.recognises(credential)) {
                return verifier.verify(credential, door);
            }
        }
        return NOBODYS;
    }
}
