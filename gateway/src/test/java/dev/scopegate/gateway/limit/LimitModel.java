package dev.scopegate.gateway.limit;

import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.limit.RateLimit;

/** What one limit may let through, in its textbook form: a bucket that fills by time, or a count that starts anew. */
final class LimitModel {

    private static final long MINUTE = 60_000_000;

    private final long price;
    private final long size;
    private final long window;
    private long level;
    private long at;

    private LimitModel(long price, long size, long window, long now) {
        this.price = price;
        this.size = size;
        this.window = window;
        this.level = size;
        this.at = now;
    }

    /** One that is full at that microsecond. */
    static LimitModel of(Limit limit, long now) {
        return switch (limit) {
            case RateLimit rate ->
                new LimitModel(rate.microsPerCall(), rate.burst() * rate.microsPerCall(), Long.MAX_VALUE, now);
            case Quota quota ->
                new LimitModel(0, quota.calls(), quota.refill() == Refill.MINUTE ? MINUTE : Long.MAX_VALUE, now);
            case Concurrency concurrency -> throw new IllegalArgumentException("no model of " + concurrency);
        };
    }

    long remaining(long now) {
        return levelAt(now) / Math.max(1, price);
    }

    /**
     * Whether it has so many also where the last calls have been counted late.
     *
     * @param slack microseconds in which nothing has refilled
     */
    boolean surelyHas(long calls, long now, long slack) {
        return price == 0 ? levelAt(now) >= calls : levelAt(now) - slack >= calls * price;
    }

    /** Takes calls though there are none: the level is below zero then. */
    void take(long calls, long now) {
        level = levelAt(now) - calls * Math.max(1, price);
        at = now;
    }

    boolean isOverdrawn() {
        return level < 0;
    }

    private long levelAt(long now) {
        if (now / window != at / window) {
            return size;
        }
        return price == 0 ? level : Math.min(size, level + now - at);
    }
}
