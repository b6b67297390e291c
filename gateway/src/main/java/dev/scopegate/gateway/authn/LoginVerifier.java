package dev.scopegate.gateway.authn;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.decision.Reason;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Verifies logins: JWTs of this installation's own issuer (RFC 9068, RFC 8725). A verified one is remembered by its
 * digest until it expires, so that a signature is checked once; whether it was revoked is asked of its record each time.
 */
public final class LoginVerifier implements CredentialVerifier {

    private static final String AUDIENCE = "scopegate";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final int REMEMBERED = 10_000;
    private static final Mono<Authentication> MALFORMED =
            Mono.just(new Authentication.Unknown(Reason.MALFORMED_CREDENTIAL));
    private static final Mono<Authentication> EXPIRED = Mono.just(new Authentication.Unknown(Reason.EXPIRED_TOKEN));

    private final Grants grants;
    private final IssuerKeys keys;
    private final String issuer;
    private final InstantSource clock;
    private final Scheduler arithmetic;
    private final Cache<String, Login> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /**
     * A verifier.
     *
     * @param arithmetic where signatures are checked: never an event loop
     */
    public LoginVerifier(Grants grants, IssuerKeys keys, String issuer, InstantSource clock, Scheduler arithmetic) {
        this.grants = grants;
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
        this.arithmetic = arithmetic;
    }

    @Override
    public boolean recognises(Credential credential) {
        return looksLikeJwt(credential.value())
                && JwtOutline.of(credential.value())
                        .filter(outline -> issuer.equals(outline.issuer()))
                        .isPresent();
    }

    @Override
    public Mono<Authentication> verify(Credential credential) {
        String digest = grants.digest(credential.value());
        Login known = verified.getIfPresent(digest);
        return known != null ? grantOf(known) : check(credential.value(), digest);
    }

    private Mono<Authentication> check(String token, String digest) {
        return Mono.fromCallable(() -> parse(token)).subscribeOn(arithmetic).flatMap(login -> {
            login.ifPresent(sound -> verified.put(digest, sound));
            return login.map(this::grantOf).orElse(MALFORMED);
        });
    }

    private Mono<Authentication> grantOf(Login login) {
        return clock.instant().isBefore(login.expiresAt()) ? grants.ofLogin(login.tokenId(), login.account()) : EXPIRED;
    }

    private Optional<Login> parse(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            Optional<JWSVerifier> key = keys.find(jwt.getHeader().getKeyID());
            boolean sound = isAcceptable(jwt.getHeader()) && key.isPresent() && jwt.verify(key.get());
            return sound ? login(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Nothing but the three members that we write: no {@code jku}, {@code jwk}, {@code x5u}, {@code crit}. */
    private static boolean isAcceptable(JWSHeader header) {
        return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && TYPE.equals(header.getType())
                && HEADER.containsAll(header.getIncludedParams());
    }

    private Optional<Login> login(JWTClaimsSet claims) {
        List<String> audience = claims.getAudience();
        boolean complete = issuer.equals(claims.getIssuer())
                && audience != null
                && audience.contains(AUDIENCE)
                && claims.getSubject() != null
                && claims.getJWTID() != null
                && claims.getExpirationTime() != null;
        boolean begun = claims.getNotBeforeTime() == null
                || !claims.getNotBeforeTime().toInstant().isAfter(clock.instant());
        return complete && begun
                ? Optional.of(new Login(
                        claims.getJWTID(),
                        claims.getSubject(),
                        claims.getExpirationTime().toInstant()))
                : Optional.empty();
    }

    private static boolean looksLikeJwt(String value) {
        return value.startsWith("ey") && value.indexOf('.') > 0;
    }

    private record Login(String tokenId, String account, Instant expiresAt) {}
}
