package dev.scopegate.store;

import dev.scopegate.policy.limit.*;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Limits. */
public final class LimitLedger {
    public static final java.time.Duration LEASE = java.time.Duration.ofSeconds(30);
    public LimitLedger(RedisConnection redis) {}

    public CompletionStage<Charge> charge(Tab tab) { return Pending.notYet(); }
    public CompletionStage<Void> release(Tab tab) { return Pending.notYet(); }
    public CompletionStage<Void> renew(Tab tab) { return Pending.notYet(); }
    public CompletionStage<Void> refund(Tab tab) { return Pending.notYet(); }
    public CompletionStage<List<Balance>> balances(String account, List<Meter> meters) { return Pending.notYet(); }
    public CompletionStage<Void> forget(String account, List<Meter> meters) { return Pending.notYet(); }
}
