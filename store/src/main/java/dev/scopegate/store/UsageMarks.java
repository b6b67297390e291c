package dev.scopegate.store;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** When tokens were last used: for their owners to see, never for a decision. */
public final class UsageMarks {

    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final RedisConnection redis;

    public UsageMarks(RedisConnection redis) {
        this.redis = redis;
    }

    /** Notes the last use of each token; best called with many at once. */
    public CompletionStage<Void> markUsed(Map<String, Instant> tokens) {
        return CompletableFuture.allOf(tokens.entrySet().stream()
                .map(used -> redis.ask(commands -> commands.set(
                                RedisKeys.used(used.getKey()),
                                Long.toString(used.getValue().toEpochMilli()),
                                SetArgs.Builder.px(REMEMBERED)))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }
}
