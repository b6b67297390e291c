package dev.scopegate.gateway.authn;

import com.nimbusds.jose.JWSAlgorithm;
import dev.scopegate.policy.access.WebAddress;
import dev.scopegate.policy.capability.CapabilityRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Another issuer whose JWTs routes may accept, and what is asked of them.
 *
 * @param issuer its exact {@code iss}
 * @param jwksUri where its keys are; by default its discovery document says (OpenID Connect Discovery, RFC 8414)
 * @param audience a token must be meant for one of these
 * @param algorithms that its signatures may have
 * @param types that its tokens' {@code typ} may be; one without is taken for a JWT
 * @param clockSkew how far its clock may be off
 * @param scopePrefix what its scope words begin with; words without it do not count
 * @param refresh how often its keys are fetched anew
 * @param capabilities what its subjects may do at most: nothing by default
 */
public record ExternalIssuer(
        @DefaultValue("") String issuer,
        @Nullable URI jwksUri,
        @DefaultValue Set<String> audience,
        @DefaultValue({"RS256", "PS256", "ES256", "EdDSA"}) Set<String> algorithms,
        @DefaultValue({"JWT", "at+jwt"}) Set<String> types,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("") String scopePrefix,
        @DefaultValue("5m") Duration refresh,
        @DefaultValue List<String> capabilities) {

    private static final String NEEDS_ADDRESS = "needs an https address, or an http one of this machine";
    private static final String KEY = "scopegate.gateway.issuers.*.";
    private static final Set<String> ASYMMETRIC = Set.of(
            JWSAlgorithm.RS256.getName(),
            JWSAlgorithm.PS256.getName(),
            JWSAlgorithm.ES256.getName(),
            JWSAlgorithm.EdDSA.getName());

    public ExternalIssuer {
        audience = Set.copyOf(audience);
        algorithms = Set.copyOf(algorithms);
        types = Set.copyOf(types);
        capabilities = List.copyOf(capabilities);
        if (!WebAddress.isTrustworthy(issuer)) {
            throw refused("issuer", NEEDS_ADDRESS, issuer);
        }
        if (jwksUri != null && !WebAddress.isTrustworthy(jwksUri.toString())) {
            throw refused("jwks-uri", NEEDS_ADDRESS, jwksUri);
        }
        if (audience.isEmpty() || audience.stream().anyMatch(String::isBlank)) {
            throw refused("audience", "needs at least one name", audience);
        }
        if (algorithms.isEmpty() || !ASYMMETRIC.containsAll(algorithms)) {
            throw refused("algorithms", "needs some of RS256, PS256, ES256, EdDSA", algorithms);
        }
        if (types.isEmpty()) {
            throw refused("types", "needs at least one", types);
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(Duration.ofMinutes(2)) > 0) {
            throw refused("clock-skew", "needs 0 to 2 minutes", clockSkew);
        }
        if (refresh.compareTo(Duration.ofSeconds(10)) < 0 || refresh.compareTo(Duration.ofMinutes(30)) > 0) {
            throw refused("refresh", "needs 10 seconds to 30 minutes", refresh);
        }
        capabilities.forEach(CapabilityRef::parse);
    }

    private static IllegalArgumentException refused(String property, String needs, Object has) {
        return new IllegalArgumentException(KEY + property + " " + needs + ", but has '" + has + "'");
    }
}
