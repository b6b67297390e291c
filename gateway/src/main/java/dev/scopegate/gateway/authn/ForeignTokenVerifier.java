package dev.scopegate.gateway.authn;

import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.decision.Reason;
import reactor.core.publisher.Mono;

/**
 * Verifies whatever else an API calls a token: a UUID, a foreign JWT, an administrator's own secret. It is a string that
 * the store knows by its digest or does not know; nothing in it is read.
 */
public final class ForeignTokenVerifier implements CredentialVerifier {

    private static final int LEAST_LENGTH = 8;
    private static final Mono<Authentication> MALFORMED =
            Mono.just(new Authentication.Unknown(Reason.MALFORMED_CREDENTIAL));

    private final Grants grants;

    public ForeignTokenVerifier(Grants grants) {
        this.grants = grants;
    }

    @Override
    public boolean recognises(Credential credential) {
        return true;
    }

    @Override
    public Mono<Authentication> verify(Credential credential) {
        String token = credential.value();
        return token.length() < LEAST_LENGTH ? MALFORMED : grants.ofToken(token);
    }
}
