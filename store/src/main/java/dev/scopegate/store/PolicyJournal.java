package dev.scopegate.store;

import java.util.concurrent.CompletionStage;

/** Writes policy. */
public final class PolicyJournal {
    public PolicyJournal(RedisConnection redis) {}

    public CompletionStage<ChangeId> commit(Commit commit) { return Pending.notYet(); }
    public CompletionStage<Durability> durability() { return Pending.notYet(); }
}
