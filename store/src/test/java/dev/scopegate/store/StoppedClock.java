package dev.scopegate.store;

import java.time.Duration;

/** Ledgers on a clock that a test sets, so that hours of calls are tried in seconds, by the very scripts. */
public final class StoppedClock {

    private static final String BEFORE = "stopped-clock";

    private final RedisConnection redis;

    public StoppedClock(RedisConnection redis) {
        this.redis = redis;
    }

    /** Sets it for whatever is asked next, on whatever thread; it may go back, too. */
    public void set(long micros) {
        redis.commands()
                .set("clock", Long.toString(micros))
                .toCompletableFuture()
                .join();
    }

    public LimitLedger limits() {
        return new LimitLedger(redis, LimitLedger.LEASE, BEFORE);
    }

    public LeaseLedger leases(int share, Duration keep) {
        return new LeaseLedger(redis, share, keep, BEFORE);
    }
}
