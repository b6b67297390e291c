package dev.scopegate.store;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Replay. */
public final class ReplayGuard {
    public ReplayGuard(RedisConnection redis) {}

    public CompletionStage<Boolean> firstUse(String what, Duration remember) { return Pending.notYet(); }
}
