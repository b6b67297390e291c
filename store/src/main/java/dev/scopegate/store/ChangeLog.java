package dev.scopegate.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The change log. */
public final class ChangeLog {
    public ChangeLog(RedisConnection redis) {}

    public CompletionStage<ChangeId> tip() { return Pending.notYet(); }
    public CompletionStage<List<Change>> read(ChangeId after, Duration block) { return Pending.notYet(); }
    public CompletionStage<Void> beat() { return Pending.notYet(); }
    public CompletionStage<Void> acknowledge(String gateway, ChangeId reached) { return Pending.notYet(); }
    public CompletionStage<List<Follower>> followers() { return Pending.notYet(); }
}
