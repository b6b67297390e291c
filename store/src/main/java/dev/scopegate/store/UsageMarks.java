package dev.scopegate.store;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Last used. */
public final class UsageMarks {
    public UsageMarks(RedisConnection redis) {}

    public CompletionStage<Void> markUsed(Map<String, Instant> tokens) { return Pending.notYet(); }
}
