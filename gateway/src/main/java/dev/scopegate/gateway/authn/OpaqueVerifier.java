package dev.scopegate.gateway.authn;

import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.OpaqueToken;
import reactor.core.publisher.Mono;

/** Verifies tokens of our own form; a typo or a guess fails its checksum and costs no look-up. */
public final class OpaqueVerifier implements CredentialVerifier {

    private static final Mono<Authentication> MALFORMED =
            Mono.just(new Authentication.Unknown(Reason.MALFORMED_CREDENTIAL));

    private final Grants grants;

    public OpaqueVerifier(Grants grants) {
        this.grants = grants;
    }

    @Override
    public boolean recognises(Credential credential) {
        return OpaqueToken.claims(credential.value());
    }

    @Override
    public Mono<Authentication> verify(Credential credential) {
        return OpaqueToken.parse(credential.value()).isPresent() ? grants.ofToken(credential.value()) : MALFORMED;
    }
}
