package dev.scopegate.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries out changes of policy: each in one transaction with its entries in the change log and the audit log, answered
 * once it is on disk.
 *
 * <p>A {@link StoreUnavailableException} leaves open whether the change was made: the answer may have been lost.
 */
public final class PolicyJournal {

    private static final Script COMMIT = Script.named("commit");

    private final RedisConnection redis;

    /** A journal; Redis is asked at once how durable it is, so that the log warns at start and not at the first write. */
    public PolicyJournal(RedisConnection redis) {
        this.redis = redis;
        CompletionStage<Durability> asked = redis.writes().durability();
        asked.exceptionally(unknownYet -> Durability.NONE);
    }

    /**
     * Makes the change.
     *
     * @return its place in the change log; fails with {@link ConflictException} where an expectation does not hold
     */
    public CompletionStage<ChangeId> commit(Commit commit) {
        Instructions instructions = commit.instructions();
        List<String> keys = instructions.keys();
        List<String> arguments = instructions.arguments(commit.audit());
        return redis.writes()
                .write(node -> COMMIT.run(node, keys, arguments))
                .exceptionallyCompose(RedisConnection::unavailable)
                .thenCompose(reply -> outcome(reply, instructions));
    }

    /** What an acknowledged change survives, asked anew: for health. */
    public CompletionStage<Durability> durability() {
        return redis.writes().durability().exceptionallyCompose(RedisConnection::unavailable);
    }

    private static CompletionStage<ChangeId> outcome(List<Object> reply, Instructions instructions) {
        String id = (String) reply.getFirst();
        if (!id.isEmpty()) {
            return CompletableFuture.completedStage(new ChangeId(id));
        }
        int failed = ((Long) reply.get(1)).intValue();
        return CompletableFuture.failedStage(
                new ConflictException("'" + instructions.describe(failed) + "' must be as it was read, but is not"));
    }
}
