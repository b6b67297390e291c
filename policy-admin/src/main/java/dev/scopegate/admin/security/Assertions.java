package dev.scopegate.admin.security;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The gateway's word on who calls: believed only when it is signed, fresh, and meant for a route that leads here. */
public final class Assertions {

    static final String HEADER = "X-Scopegate-Assertion";

    private static final String TYPE = "scopegate-assertion+jwt";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final SigningKeys keys;
    private final String issuer;
    private final Set<String> audiences;
    private final InstantSource clock;

    /**
     * A reader of assertions.
     *
     * @param audiences ids of the routes that lead to this app; none means that no assertion is believed
     */
    public Assertions(SigningKeys keys, String issuer, Set<String> audiences, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audiences = Set.copyOf(audiences);
        this.clock = clock;
    }

    Optional<Assertion> verify(String token, String method, String path) {
        return keys.verify(TYPE, token)
                .filter(claims -> issuer.equals(claims.getIssuer()) && isMeantForUs(claims) && isFresh(claims))
                .filter(claims -> isAbsentOr(method, claims, "htm") && isAbsentOr(path, claims, "htu"))
                .flatMap(Assertions::read);
    }

    private boolean isMeantForUs(JWTClaimsSet claims) {
        return claims.getAudience().size() == 1
                && audiences.contains(claims.getAudience().getFirst());
    }

    private boolean isFresh(JWTClaimsSet claims) {
        if (claims.getIssueTime() == null || claims.getExpirationTime() == null) {
            return false;
        }
        Instant now = clock.instant();
        Instant from = claims.getIssueTime().toInstant();
        Instant until = claims.getExpirationTime().toInstant();
        return now.isBefore(until)
                && !from.isAfter(now.plus(SKEW))
                && Duration.between(from, until).compareTo(LONGEST) <= 0;
    }

    private static boolean isAbsentOr(String expected, JWTClaimsSet claims, String name) {
        Object bound = claims.getClaim(name);
        return bound == null || bound.equals(expected);
    }

    private static Optional<Assertion> read(JWTClaimsSet claims) {
        try {
            String token = claims.getStringClaim("token_id");
            String scope = claims.getStringClaim("scope");
            return claims.getSubject() == null || token == null
                    ? Optional.empty()
                    : Optional.of(new Assertion(claims.getSubject(), token, scope));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** What the gateway says: who calls, with which token, and which operation it let pass, if it knows one. */
    record Assertion(
            String account, String tokenId, @Nullable String scope) {}
}
