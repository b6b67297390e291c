package dev.scopegate.gateway.forward;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.gateway.forward.Caller.Call;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Signs who called, for upstreams that do not trust the network (RFC 7521). A signature costs 50 to 100 microseconds, so
 * one serves all calls of a token, route and operation within half a minute, unless the route binds it to the request.
 */
public final class AssertionSigner {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final long SHARED_SECONDS = 30;
    private static final int KEPT = 10_000;
    private static final JOSEObjectType TYPE = new JOSEObjectType("scopegate-assertion+jwt");

    private final JWSHeader header;
    private final JWSSigner signer;
    private final String issuer;
    private final InstantSource clock;
    private final Scheduler arithmetic;
    private final AsyncCache<Shared, AsciiString> shared;

    /**
     * A signer with the current key.
     *
     * @param arithmetic where signatures are made: never an event loop
     */
    public AssertionSigner(SigningKeys keys, String issuer, InstantSource clock, Scheduler arithmetic) {
        this.header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(keys.current().getKeyID())
                .build();
        this.signer = signerOf(keys);
        this.issuer = issuer;
        this.clock = clock;
        this.arithmetic = arithmetic;
        this.shared = Caffeine.newBuilder()
                .maximumSize(KEPT)
                .expireAfterWrite(Duration.ofSeconds(SHARED_SECONDS))
                .executor(arithmetic::schedule)
                .buildAsync();
    }

    /** The assertion, in the form that costs least to send again and again. */
    public Mono<AsciiString> sign(Caller caller) {
        if (caller.call() != null) {
            return Mono.fromCallable(() -> signed(caller)).subscribeOn(arithmetic);
        }
        Shared key = new Shared(caller, clock.instant().getEpochSecond() / SHARED_SECONDS);
        CompletableFuture<AsciiString> known = shared.getIfPresent(key);
        return known != null && known.state() == Future.State.SUCCESS
                ? Mono.just(known.resultNow())
                : Mono.fromFuture(() -> shared.get(key, unused -> signed(caller)), true);
    }

    private AsciiString signed(Caller caller) {
        SignedJWT jwt = new SignedJWT(header, claims(caller));
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("assertion could not be signed", e);
        }
        return new AsciiString(jwt.serialize());
    }

    private JWTClaimsSet claims(Caller caller) {
        Instant now = clock.instant();
        Call call = caller.call();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject(caller.subject().account())
                .audience(caller.route())
                .jwtID(call == null ? UUID.randomUUID().toString() : call.decision())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("token_id", caller.tokenId())
                .claim("scope", caller.operation())
                .claim("identity", caller.subject().identity())
                .claim("idp", caller.subject().provider());
        if (call != null) {
            claims.claim("htm", call.method()).claim("htu", call.path());
        }
        return claims.build();
    }

    private static JWSSigner signerOf(SigningKeys keys) {
        try {
            return new ECDSASigner(keys.current());
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key cannot sign", e);
        }
    }

    private record Shared(Caller caller, long halfMinute) {

        /** Of little that tells most keys apart: every call asks. */
        @Override
        public int hashCode() {
            return Long.hashCode(halfMinute)
                    + 31
                            * (caller.tokenId().hashCode()
                                    + 31 * caller.operation().hashCode());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shared key
                    && halfMinute == key.halfMinute
                    && caller.tokenId().equals(key.caller.tokenId())
                    && caller.operation().equals(key.caller.operation())
                    && caller.route().equals(key.caller.route())
                    && caller.subject().equals(key.caller.subject());
        }
    }
}
