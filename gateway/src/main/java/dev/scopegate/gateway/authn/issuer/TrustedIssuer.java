package dev.scopegate.gateway.authn.issuer;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.ExternalGrants;
import dev.scopegate.policy.token.ExternalToken;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Validity;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One external issuer at work: its rules, its keys, and what its tokens are worth. */
record TrustedIssuer(String name, ExternalIssuer rules, RemoteKeys keys) {

    /** No member that could bring a key along or change what is signed: {@code jku}, {@code jwk}, {@code crit}. */
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid", "x5t", "x5t#S256", "cty");

    private static final String DEFAULT_TYPE = "JWT";

    /** A JWT whose header is as it may be; unproved. */
    Optional<SignedJWT> read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            return isAcceptable(jwt.getHeader()) ? Optional.of(jwt) : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private boolean isAcceptable(JWSHeader header) {
        String type = header.getType() == null ? DEFAULT_TYPE : header.getType().getType();
        return rules.algorithms().contains(header.getAlgorithm().getName())
                && rules.types().stream().anyMatch(type::equalsIgnoreCase)
                && HEADER.containsAll(header.getIncludedParams());
    }

    ExternalGrants grants() {
        return new ExternalGrants(
                name,
                rules.issuer(),
                rules.scopePrefix(),
                rules.capabilities().stream()
                        .map(text -> new GrantedCapability(CapabilityRef.parse(text), List.of()))
                        .toList());
    }

    /** What is wrong with the claims of a proved token; null where nothing is but, perhaps, its time. */
    @Nullable
    Reason fault(JWTClaimsSet claims) {
        boolean complete = rules.issuer().equals(claims.getIssuer())
                && claims.getSubject() != null
                && claims.getExpirationTime() != null;
        if (!complete) {
            return Reason.MALFORMED_CREDENTIAL;
        }
        return claims.getAudience().stream().anyMatch(rules.audience()::contains) ? null : Reason.WRONG_AUDIENCE;
    }

    /**
     * What a proved token without fault says.
     *
     * @throws ParseException where a claim has another form than it should
     */
    ExternalToken tokenOf(JWTClaimsSet claims, String text) throws ParseException {
        String id = claims.getJWTID();
        Instant end = claims.getExpirationTime().toInstant().plus(rules.clockSkew());
        Date begin = claims.getNotBeforeTime();
        return new ExternalToken(
                claims.getSubject(),
                id == null || id.isEmpty() ? "token\n" + text : "jti\n" + id,
                wordsIn(claims),
                new Validity(begin == null ? null : begin.toInstant().minus(rules.clockSkew()), end));
    }

    private static List<String> wordsIn(JWTClaimsSet claims) throws ParseException {
        List<String> words = new ArrayList<>();
        for (String claim : List.of("scope", "scp", "permissions")) {
            Object value = claims.getClaim(claim);
            if (value instanceof String text && !claim.equals("permissions")) {
                words.addAll(List.of(text.split(" ", -1)));
            } else if (value != null) {
                words.addAll(claims.getStringListClaim(claim));
            }
        }
        words.removeIf(String::isEmpty);
        return words;
    }
}
