package dev.scopegate.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.scopegate.policy.limit.Charge.Refused;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.store.Tab;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Refusals of the last moment, so that a flood of calls over a limit does not become a flood of questions. When the moment
 * is over, one call asks again, and those that come until it is answered are refused as before. A place in flight may be
 * free at any moment: its lack is not remembered.
 */
final class RecentRefusals {

    private static final Duration MOMENT = Duration.ofMillis(50);
    /** How long one call may take to ask before another does. */
    private static final Duration ASKING = Duration.ofMillis(20);

    private static final int MOST = 10_000;

    private final Ticker ticker;
    private final Cache<Key, Entry> entries;

    RecentRefusals(Ticker ticker) {
        this.ticker = ticker;
        this.entries = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(MOMENT.plus(ASKING))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    private record Key(String account, List<Meter> meters, long cost) {
        static Key of(Tab tab) {
            return new Key(tab.account(), tab.meters(), tab.cost());
        }
    }

    private static final class Entry {

        private final Refused refused;
        private final AtomicLong until;

        Entry(Refused refused, long until) {
            this.refused = refused;
            this.until = new AtomicLong(until);
        }

        /** False for the one call that is to ask. */
        boolean holds(long now) {
            long end = until.get();
            return now - end < 0 || !until.compareAndSet(end, now + ASKING.toNanos());
        }
    }

    /** A moment to hand to {@link #remember}, taken before the store is asked. */
    long now() {
        return ticker.read();
    }

    /** Remembers it, and gives it back. */
    Refused remember(Tab tab, Refused refused, long asked) {
        if (!(refused.refusedBy().limit() instanceof Concurrency)) {
            Duration wait = refused.retryAfter();
            long nanos = wait == null || wait.compareTo(MOMENT) > 0 ? MOMENT.toNanos() : wait.toNanos();
            entries.put(Key.of(tab), new Entry(refused, asked + nanos));
        }
        return refused;
    }

    /** What the same call met a moment ago; null where it has to be asked. */
    @Nullable
    Refused recall(Tab tab) {
        Entry entry = entries.estimatedSize() == 0 ? null : entries.getIfPresent(Key.of(tab));
        return entry == null || !entry.holds(ticker.read()) ? null : entry.refused;
    }

    /** Something was given back, or a call has passed. */
    void forget(Tab tab) {
        if (entries.estimatedSize() != 0) {
            entries.invalidate(Key.of(tab));
        }
    }
}
