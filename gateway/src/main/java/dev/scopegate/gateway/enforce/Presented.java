package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.authn.Authentication;
import dev.scopegate.gateway.authn.Authenticator;
import dev.scopegate.gateway.authn.Door;
import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Identity;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a call presented to show who makes it, as far as it still matters once that is known.
 *
 * @param again finds out anew, while the call lasts, given its grant until then
 * @param owner the Ethereum address that the call says it comes from; null where it says nothing, or has proved it
 */
record Presented(
        Function<Grant, Mono<Authentication>> again,
        @Nullable String owner) {

    static Presented credential(Authenticator authenticator, Credential credential, Door door, @Nullable String owner) {
        return new Presented(grant -> authenticator.authenticateAgain(credential, door, grant), owner);
    }

    static Presented proof(Mono<Authentication> again) {
        return new Presented(grant -> again, null);
    }

    /** Whether the grant may speak for the owner; only those made for an Ethereum address are bound to it. */
    boolean fits(Grant grant) {
        String identity = grant.principal().identity();
        String ethereum = Identity.ETHEREUM + ":";
        return owner == null
                || identity == null
                || !identity.startsWith(ethereum)
                || identity.substring(ethereum.length()).equalsIgnoreCase(owner);
    }
}
