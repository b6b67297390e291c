package dev.scopegate.gateway.authn;

import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.token.Grant;
import reactor.core.publisher.Mono;

/**
 * Turns one kind of credential into a grant. Beans of this type are asked in their order; the first that recognises a
 * credential by its form is the only one that verifies it.
 */
public interface CredentialVerifier {

    /** Whether the credential has the form that this verifier is for. Looks at nothing but the credential. */
    boolean recognises(Credential credential);

    /** Who it stands for. Fails only where the store cannot be asked; never blocks. */
    Mono<Authentication> verify(Credential credential);

    /** The same, for a verifier to whom it matters which route the credential came to. */
    default Mono<Authentication> verify(Credential credential, Door door) {
        return verify(credential);
    }

    /**
     * Who it stands for now, asked while a call that it was verified for is still open. A verifier whose credentials
     * are good for one call, or end before what they open, overrides it and looks the grant's token up instead.
     *
     * @param grant what it stood for before
     */
    default Mono<Authentication> verifyAgain(Credential credential, Door door, Grant grant) {
        return verify(credential, door);
    }
}
