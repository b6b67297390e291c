package dev.scopegate.gateway.authn.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.gateway.authn.Authentication;
import dev.scopegate.gateway.authn.CredentialVerifier;
import dev.scopegate.gateway.authn.Door;
import dev.scopegate.gateway.authn.Grants;
import dev.scopegate.gateway.authn.JwtOutline;
import dev.scopegate.gateway.credential.Credential;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Grant;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Verifies JWTs of other issuers, on routes that accept them (RFC 8725). A proved one is remembered by its digest until
 * it ends or its issuer withdraws the key.
 */
public final class ExternalTokenVerifier implements CredentialVerifier {

    private static final int REMEMBERED = 10_000;
    private static final Door NOWHERE = new Door("", Set.of());

    private final Grants digests;
    private final IssuerDirectory issuers;
    private final InstantSource clock;
    private final Scheduler arithmetic;
    private final Cache<Place, Proved> proved = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /**
     * A verifier.
     *
     * @param arithmetic where signatures are checked: never an event loop
     */
    public ExternalTokenVerifier(Grants digests, IssuerDirectory issuers, InstantSource clock, Scheduler arithmetic) {
        this.digests = digests;
        this.issuers = issuers;
        this.clock = clock;
        this.arithmetic = arithmetic;
    }

    @Override
    public boolean recognises(Credential credential) {
        return issuerOf(credential) != null;
    }

    /** No route, no accepted issuer. */
    @Override
    public Mono<Authentication> verify(Credential credential) {
        return verify(credential, NOWHERE);
    }

    @Override
    public Mono<Authentication> verify(Credential credential, Door door) {
        TrustedIssuer issuer = issuerOf(credential);
        if (issuer == null || !door.issuers().contains(issuer.name())) {
            return refused(Reason.WRONG_AUDIENCE);
        }
        Place place = new Place(digests.digest(credential.value()), door.api());
        Proved known = proved.getIfPresent(place);
        return known != null && known.standsAt(issuer, clock)
                ? Mono.just(new Authentication.Known(known.grant()))
                : prove(credential.value(), issuer, place);
    }

    private @Nullable TrustedIssuer issuerOf(Credential credential) {
        String token = credential.value();
        if (issuers.isEmpty() || !token.startsWith("ey") || token.indexOf('.') < 0) {
            return null;
        }
        return JwtOutline.of(token)
                .map(JwtOutline::issuer)
                .flatMap(issuers::find)
                .orElse(null);
    }

    private Mono<Authentication> prove(String token, TrustedIssuer issuer, Place place) {
        return Mono.fromCallable(() -> issuer.read(token))
                .subscribeOn(arithmetic)
                .flatMap(jwt -> jwt.isPresent()
                        ? prove(jwt.get(), token, issuer, place)
                        : refused(Reason.MALFORMED_CREDENTIAL));
    }

    private Mono<Authentication> prove(SignedJWT jwt, String token, TrustedIssuer issuer, Place place) {
        return issuer.keys()
                .find(jwt.getHeader().getKeyID())
                .publishOn(arithmetic)
                .map(key -> judged(jwt, token, issuer, key, place));
    }

    private Authentication judged(SignedJWT jwt, String token, TrustedIssuer issuer, Optional<JWK> key, Place place) {
        try {
            if (key.isEmpty() || !JwtProof.isSignedBy(jwt, key.get())) {
                return new Authentication.Unknown(Reason.MALFORMED_CREDENTIAL);
            }
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Reason fault = issuer.fault(claims);
            if (fault != null) {
                return new Authentication.Unknown(fault);
            }
            Grant grant = issuer.grants().compile(issuer.tokenOf(claims, token), place.api());
            proved.put(place, new Proved(grant, key.get()));
            return new Authentication.Known(grant);
        } catch (JOSEException | ParseException | RuntimeException e) {
            return new Authentication.Unknown(Reason.MALFORMED_CREDENTIAL);
        }
    }

    private static Mono<Authentication> refused(Reason reason) {
        return Mono.just(new Authentication.Unknown(reason));
    }

    /** A token as one API reads it: a scope word may leave the API's name out. */
    private record Place(String digest, String api) {}

    private record Proved(Grant grant, JWK key) {

        boolean standsAt(TrustedIssuer issuer, InstantSource clock) {
            return !grant.validity().hasEndedBy(clock.instant())
                    && issuer.keys().stillHas(key);
        }
    }
}
