package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Audit. */
public final class AuditStream {
    public AuditStream(RedisConnection redis) {}

    public CompletionStage<Void> record(List<DecisionEvent> events) { return Pending.notYet(); }
    public CompletionStage<AuditPage<DecisionEvent>> decisions(@Nullable String account, int count, @Nullable String before) { return Pending.notYet(); }
    public CompletionStage<AuditPage<PolicyChange>> changes(@Nullable String account, int count, @Nullable String before) { return Pending.notYet(); }
}
