package dev.scopegate.gateway.authn.issuer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The keys of one external issuer, in memory. They are fetched by one request at a time for all who wait. A key that
 * nobody knows has them fetched anew at most each ten seconds, so that invented names cannot make a flood. While the
 * issuer is away they serve for an hour more.
 */
final class RemoteKeys {

    static final Duration UNKNOWN_KEY_PAUSE = Duration.ofSeconds(10);
    static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);
    static final Duration SERVE_AWAY = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

    private final String name;
    private final Mono<JWKSet> source;
    private final InstantSource clock;
    private final AtomicReference<@Nullable Mono<Known>> underway = new AtomicReference<>();
    private final AtomicReference<Instant> lastForced = new AtomicReference<>(Instant.EPOCH);
    private volatile @Nullable Known known;
    private volatile @Nullable Instant failedAt;

    RemoteKeys(String name, Mono<JWKSet> source, InstantSource clock) {
        this.name = name;
        this.source = source;
        this.clock = clock;
    }

    /** The key of that name; nothing where the issuer has none. Fails where that cannot be said. */
    Mono<Optional<JWK>> find(@Nullable String keyId) {
        Known now = current();
        if (now == null) {
            return mayTryAgain() ? fetch().map(fresh -> fresh.find(keyId)) : Mono.error(away());
        }
        Optional<JWK> found = now.find(keyId);
        if (found.isPresent()) {
            return Mono.just(found);
        }
        return mayForce() ? fetch().map(fresh -> fresh.find(keyId)) : unknown();
    }

    /** Whether the issuer still has the key, as far as is known. */
    boolean stillHas(JWK key) {
        Known now = current();
        return now != null && now.find(key.getKeyID()).filter(key::equals).isPresent();
    }

    /** Fetches them anew; a failure is noted, and what is known stays. */
    Mono<Void> refresh() {
        return fetch().onErrorComplete().then();
    }

    /** The issuer may have a key of that name by now; while it is away nobody can say. */
    private Mono<Optional<JWK>> unknown() {
        return failedAt == null ? Mono.just(Optional.empty()) : Mono.error(away());
    }

    private @Nullable Known current() {
        Known now = known;
        return now == null || clock.instant().isAfter(now.at().plus(SERVE_AWAY)) ? null : now;
    }

    private boolean mayTryAgain() {
        Instant failed = failedAt;
        return underway.get() != null || failed == null || !clock.instant().isBefore(failed.plus(FAILURE_PAUSE));
    }

    private boolean mayForce() {
        Instant now = clock.instant();
        Instant last = lastForced.get();
        return !now.isBefore(last.plus(UNKNOWN_KEY_PAUSE)) && lastForced.compareAndSet(last, now);
    }

    private Mono<Known> fetch() {
        return Mono.defer(() -> {
            Mono<Known> mine = source.map(set -> Known.of(set, clock.instant()))
                    .doOnNext(this::keep)
                    .doOnError(this::note)
                    .doFinally(end -> underway.set(null))
                    .cache();
            Mono<Known> others = underway.compareAndExchange(null, mine);
            return others == null ? mine : others;
        });
    }

    private void keep(Known fresh) {
        known = fresh;
        failedAt = null;
    }

    private void note(Throwable failure) {
        failedAt = clock.instant();
        LOG.warn("keys of issuer '{}' could not be fetched: {}", name, failure.getMessage());
    }

    private IssuerUnavailableException away() {
        return new IssuerUnavailableException("keys of issuer '" + name + "' are not at hand");
    }

    /** What was fetched, and when. */
    private record Known(Map<String, JWK> byId, Instant at) {

        static Known of(JWKSet set, Instant at) {
            Map<String, JWK> byId = new LinkedHashMap<>();
            for (JWK key : set.getKeys()) {
                if (JwtProof.isUsable(key)) {
                    byId.putIfAbsent(key.getKeyID() == null ? "" : key.getKeyID(), key.toPublicJWK());
                }
            }
            return new Known(Map.copyOf(byId), at);
        }

        /** A token that names no key is meant for the only one. */
        Optional<JWK> find(@Nullable String keyId) {
            if (keyId == null) {
                return byId.size() == 1 ? byId.values().stream().findFirst() : Optional.empty();
            }
            return Optional.ofNullable(byId.get(keyId));
        }
    }
}
