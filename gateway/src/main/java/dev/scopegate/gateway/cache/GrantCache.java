package dev.scopegate.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.scopegate.policy.token.Grant;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Compiled grants, kept until the change log names something that they were compiled from.
 *
 * <p>A load that began before a change neither enters the cache after it nor is joined by requests that come after it:
 * each carries the epoch in which it began, and runs on though its first caller hangs up.
 *
 * <p>That a token is unknown is remembered too, so that a client which does not give up costs the store nothing: for a
 * second at most, and not beyond any change at all, since no change names a token before it exists.
 */
public final class GrantCache {

    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);
    private static final int MOST_UNKNOWN = 10_000;

    private final Freshness freshness;
    private final Cache<String, Entry> entries;
    /** Keys of tokens that there are none of, each with the epoch in which the store was asked. */
    private final Cache<String, Long> unknown;

    private final ConcurrentMap<String, Set<Entry>> bySubject = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Load> loads = new ConcurrentHashMap<>();
    private final Object change = new Object();
    private volatile long epoch;

    public GrantCache(Freshness freshness, int maximumSize) {
        this.freshness = freshness;
        this.entries = Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .executor(Runnable::run)
                .removalListener(this::forget)
                .build();
        this.unknown = Caffeine.newBuilder()
                .maximumSize(MOST_UNKNOWN)
                .expireAfterWrite(UNKNOWN_FOR)
                .ticker(freshness::now)
                .executor(Runnable::run)
                .build();
    }

    /**
     * The grant under a key, from memory or loaded.
     *
     * @param key names the credential: its digest, never the credential itself
     * @param loader asks the store; an empty outcome is an unknown token, a failure an outage
     */
    public Mono<Grant> get(String key, Supplier<Mono<Grant>> loader) {
        if (!freshness.isFresh()) {
            return Mono.defer(loader);
        }
        Entry known = entries.getIfPresent(key);
        if (known != null) {
            return known.ready;
        }
        Long asked = unknown.getIfPresent(key);
        return asked != null && asked == epoch ? Mono.empty() : load(key, loader);
    }

    /** How many grants are remembered; an estimate. */
    public long size() {
        return entries.estimatedSize();
    }

    /** How many tokens are remembered as unknown; an estimate. */
    long unknown() {
        return unknown.estimatedSize();
    }

    /** Drops every grant that was compiled from one of these records. */
    void drop(Collection<String> subjects) {
        synchronized (change) {
            epoch++;
            loads.clear();
            Set<Entry> stale = new HashSet<>();
            for (String subject : subjects) {
                stale.addAll(bySubject.getOrDefault(subject, Set.of()));
            }
            stale.forEach(entry -> entries.asMap().remove(entry.key, entry));
        }
    }

    void dropAll() {
        synchronized (change) {
            epoch++;
            loads.clear();
            entries.invalidateAll();
        }
    }

    private Mono<Grant> load(String key, Supplier<Mono<Grant>> loader) {
        long began = epoch;
        Load running = loads.get(key);
        if (running != null && running.began == began) {
            return running.grant;
        }
        Mono<Grant> grant = Mono.defer(loader)
                .doOnSuccess(loaded -> remember(key, loaded, began))
                .doFinally(signal -> loads.computeIfPresent(key, (name, load) -> load.began == began ? null : load))
                .cache();
        loads.put(key, new Load(began, grant));
        return grant;
    }

    private void remember(String key, @Nullable Grant grant, long began) {
        if (grant == null) {
            unknown.put(key, began);
            return;
        }
        synchronized (change) {
            if (epoch != began || !freshness.isFresh()) {
                return;
            }
            Entry entry = new Entry(key, grant);
            for (String subject : grant.dependsOn()) {
                bySubject.compute(subject, (name, dependents) -> {
                    Set<Entry> known = dependents == null ? ConcurrentHashMap.newKeySet() : dependents;
                    known.add(entry);
                    return known;
                });
            }
            entries.put(key, entry);
        }
    }

    private void forget(@Nullable String key, @Nullable Entry entry, RemovalCause cause) {
        if (entry == null) {
            return;
        }
        for (String subject : entry.grant.dependsOn()) {
            bySubject.computeIfPresent(subject, (name, dependents) -> {
                dependents.remove(entry);
                return dependents.isEmpty() ? null : dependents;
            });
        }
    }

    /** Told apart by identity: a later entry under the same key is another one. */
    private static final class Entry {
        private final String key;
        private final Grant grant;
        private final Mono<Grant> ready;

        Entry(String key, Grant grant) {
            this.key = key;
            this.grant = grant;
            this.ready = Mono.just(grant);
        }
    }

    private record Load(long began, Mono<Grant> grant) {}
}
