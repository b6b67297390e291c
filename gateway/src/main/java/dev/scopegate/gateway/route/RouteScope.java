package dev.scopegate.gateway.route;

import dev.scopegate.gateway.credential.CredentialSource;
import dev.scopegate.gateway.problem.ErrorShape;
import dev.scopegate.gateway.proof.ProofKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a route is guarded: the arguments of the {@code TokenScope} filter.
 *
 * @param api name of the API behind the route, in catalogues and audiences; by default the route's id
 * @param credentials where a credential may stand: {@code bearer}, {@code basic-user}, {@code header:<name>},
 *     {@code query:<name>}, {@code cookie:<name>}, {@code subprotocol:<prefix>}
 * @param access {@code scoped} asks for a token that covers the call; {@code public} lets everybody through
 * @param errors the form of refusals that the API's clients understand
 * @param bindRequest whether each assertion is good for one request only
 * @param refundOn5xx whether a call that the upstream failed to serve is given back to its limits
 * @param preflight whether CORS preflights pass without a credential
 * @param allow what is refused elsewhere and accepted here
 * @param websocket whether the route may be upgraded to a WebSocket: {@code false}, {@code true}, or {@code grpc} where
 *     each holds one gRPC call, whose credential stands in its first message
 */
public record RouteScope(
        @Nullable String api,
        @DefaultValue("bearer") List<CredentialSource> credentials,
        @DefaultValue("scoped") Access access,
        @DefaultValue("problem") ErrorShape errors,
        @DefaultValue("false") boolean bindRequest,
        @DefaultValue("false") boolean refundOn5xx,
        @DefaultValue("false") boolean preflight,
        @DefaultValue Allow allow,
        @DefaultValue("off") Upgrade websocket) {

    /** What {@code ApiKeyCheck} has looked at: good for anyone who has it, until the date that it signs. */
    private static final List<CredentialSource> API_KEY_SIGNATURE = List.of(
            CredentialSource.of("header:x-textile-api-sig"), CredentialSource.of("header:x-textile-api-sig-msg"));

    /** What a route without a {@code TokenScope} of its own gets. */
    public static final RouteScope CLOSED = new RouteScope(
            null,
            List.of(CredentialSource.of("bearer")),
            Access.SCOPED,
            ErrorShape.of("problem"),
            false,
            false,
            false,
            Allow.NOTHING,
            Upgrade.OFF);

    public RouteScope {
        credentials = List.copyOf(credentials);
        if (access == Access.SCOPED && credentials.isEmpty()) {
            throw new IllegalArgumentException("a scoped route needs at least one place for a credential");
        }
        if (access == Access.PUBLIC && websocket == Upgrade.GRPC) {
            throw new IllegalArgumentException("a public route takes 'true' or 'false' for websocket, but has 'grpc'");
        }
    }

    /** Where credentials are taken out before a call goes on. */
    public List<CredentialSource> taken() {
        return websocket == Upgrade.GRPC
                ? Stream.concat(credentials.stream(), API_KEY_SIGNATURE.stream())
                        .toList()
                : credentials;
    }

    /** What a route may be upgraded to; written {@code false}, {@code true} and {@code grpc}. */
    public enum Upgrade {
        OFF,
        ON,
        GRPC
    }

    /**
     * What a route accepts though others do not.
     *
     * @param issuers names of external issuers ({@code scopegate.gateway.issuers}) whose JWTs count here
     * @param encodedSlashIn path variables that may hold {@code %2F}
     * @param proof which signatures among a call's parameters count here, and go before every token
     */
    public record Allow(
            @DefaultValue Set<String> issuers,
            @DefaultValue Set<String> encodedSlashIn,
            @DefaultValue("none") ProofKind proof) {

        static final Allow NOTHING = new Allow(Set.of(), Set.of(), ProofKind.NONE);

        public Allow {
            issuers = Set.copyOf(issuers);
            encodedSlashIn = Set.copyOf(encodedSlashIn);
        }
    }

    /** Who may call a route. */
    public enum Access {
        SCOPED,
        PUBLIC
    }
}
