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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Signs who called, for upstreams that do not trust the network (RFC 7521). A signature costs 50 to 100 microseconds, so
 * one serves all calls of a token, route and operation for half a minute, unless the route binds it to the request. Of
 * those that are used, each is renewed at a time of its own before that, and no call waits for it: if all ended together,
 * all callers would wait for all of them.
 */
public final class AssertionSigner {

    private static final Logger LOG = LoggerFactory.getLogger(AssertionSigner.class);
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final Duration SHARED = Duration.ofSeconds(30);
    private static final Duration RENEWED_FROM = Duration.ofSeconds(20);
    private static final Duration RENEWED_UNTIL = Duration.ofSeconds(28);
    private static final int KEPT = 20_000;
    private static final JOSEObjectType TYPE = new JOSEObjectType("scopegate-assertion+jwt");

    private final JWSHeader header;
    private final JWSSigner signer;
    private final String issuer;
    private final InstantSource clock;
    private final Scheduler arithmetic;
    private final AsyncCache<Shared, Signed> shared;

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
                .expireAfterWrite(SHARED)
                .executor(arithmetic::schedule)
                .buildAsync();
    }

    /** The assertion, in the form that costs least to send again and again. */
    public Mono<AsciiString> sign(Caller caller) {
        if (caller.call() != null) {
            return Mono.fromCallable(() -> signed(caller)).subscribeOn(arithmetic);
        }
        Shared key = new Shared(caller);
        CompletableFuture<Signed> found = shared.getIfPresent(key);
        if (found != null && found.state() == Future.State.SUCCESS) {
            Signed known = found.resultNow();
            long now = clock.millis();
            if (known.isGood(now)) {
                if (known.isToBeRenewed(now)) {
                    renew(key);
                }
                return Mono.just(known.text);
            }
            shared.asMap().remove(key, found);
        }
        return Mono.fromFuture(() -> shared.get(key, unused -> kept(caller)), true)
                .map(signed -> signed.text);
    }

    /** Where there is too much to do already, it lasts to its end, and is made anew when it is asked for. */
    private void renew(Shared key) {
        try {
            var unused =
                    arithmetic.schedule(() -> shared.put(key, CompletableFuture.completedFuture(kept(key.caller()))));
        } catch (RejectedExecutionException e) {
            LOG.debug("an assertion is not renewed ahead of its end: {}", e.getMessage());
        }
    }

    private Signed kept(Caller caller) {
        long begun = clock.millis();
        return new Signed(
                signed(caller),
                begun,
                begun + ThreadLocalRandom.current().nextLong(RENEWED_FROM.toMillis(), RENEWED_UNTIL.toMillis()));
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

    /** One that is used again. */
    private static final class Signed {

        private final AsciiString text;
        private final long from;
        private final long renewal;
        private final AtomicBoolean renewed = new AtomicBoolean();

        Signed(AsciiString text, long from, long renewal) {
            this.text = text;
            this.from = from;
            this.renewal = renewal;
        }

        /** Whatever was done to the clock meanwhile: upstreams go by theirs. */
        boolean isGood(long now) {
            return now >= from && now < from + SHARED.toMillis();
        }

        /** True once. */
        boolean isToBeRenewed(long now) {
            return now >= renewal && !renewed.get() && renewed.compareAndSet(false, true);
        }
    }

    private record Shared(Caller caller) {

        /** Of little that tells most keys apart: every call asks. */
        @Override
        public int hashCode() {
            return caller.tokenId().hashCode() + 31 * caller.operation().hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Shared key
                    && caller.tokenId().equals(key.caller.tokenId())
                    && caller.operation().equals(key.caller.operation())
                    && caller.route().equals(key.caller.route())
                    && caller.subject().equals(key.caller.subject());
        }
    }
}
