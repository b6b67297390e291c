package dev.scopegate.gateway.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** Whether what is remembered may be believed: only while the change log is known to have been read to its end. */
public final class Freshness {

    private final Ticker ticker;
    private final long maxStalenessNanos;
    private volatile long freshAsOf;
    private volatile boolean everFresh;

    public Freshness(Ticker ticker, Duration maxStaleness) {
        this.ticker = ticker;
        this.maxStalenessNanos = maxStaleness.toNanos();
    }

    /** A moment to hand to {@link #provenAsOf}, taken before the log is asked. */
    long now() {
        return ticker.read();
    }

    /** All that was written up to that moment is known. */
    void provenAsOf(long moment) {
        freshAsOf = moment;
        everFresh = true;
    }

    public boolean isFresh() {
        return everFresh && ticker.read() - freshAsOf < maxStalenessNanos;
    }

    /** How long ago the log was last known to have been read to its end; very long before it ever was. */
    public Duration lag() {
        return everFresh ? Duration.ofNanos(Math.max(0, ticker.read() - freshAsOf)) : Duration.ofDays(365);
    }
}
