package dev.scopegate.gateway.forward;

import dev.scopegate.policy.access.CredentialKind;
import dev.scopegate.policy.access.Principal;
import dev.scopegate.policy.token.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Who called what, as the upstream is told.
 *
 * @param subject the account, and what else was proved of it
 * @param operation {@code api:name}, or empty where the catalogue knows none
 * @param route whom it is told to
 * @param call binds the assertion to this one request; null where any within half a minute may carry it
 */
public record Caller(
        Subject subject,
        String tokenId,
        String operation,
        String route,
        @Nullable Call call) {

    /**
     * The party itself.
     *
     * @param account its id
     * @param identity what it proved to be beside the account, such as {@code ethereum:0x…}; null for nothing
     * @param provider the external issuer that vouches for it; null where this installation does
     */
    public record Subject(
            String account,
            @Nullable String identity,
            @Nullable String provider) {

        static Subject of(Principal principal) {
            return new Subject(
                    principal.subject(),
                    principal.identity(),
                    principal.kind() == CredentialKind.EXTERNAL_TOKEN ? principal.issuer() : null);
        }
    }

    /** A call of the operation by a token of the principal. */
    public static Caller of(Grant grant, String operation, String route, @Nullable Call call) {
        return new Caller(Subject.of(grant.principal()), grant.tokenId(), operation, route, call);
    }

    /** The one request that an assertion is for. */
    public record Call(String decision, String method, String path) {}
}
