package dev.scopegate.store;

import dev.scopegate.policy.token.Subjects;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** When tokens and access lists were last used: for their owners to see, never for a decision. */
public final class UsageMarks {

    private static final Duration REMEMBERED = Duration.ofDays(400);
    private static final int AT_ONCE = 500;

    private final RedisConnection redis;

    public UsageMarks(RedisConnection redis) {
        this.redis = redis;
    }

    /** Notes the last use of each token, and of the list that it was issued from; best called with many at once. */
    public CompletionStage<Void> markUsed(Map<String, Instant> tokens) {
        CompletionStage<Void> marked = CompletableFuture.completedStage(null);
        List<String> ids = List.copyOf(tokens.keySet());
        for (int i = 0; i < ids.size(); i += AT_ONCE) {
            List<String> some = ids.subList(i, Math.min(i + AT_ONCE, ids.size()));
            marked = marked.thenCompose(before -> markUsed(some, tokens));
        }
        return marked;
    }

    private CompletionStage<Void> markUsed(List<String> ids, Map<String, Instant> tokens) {
        Map<String, Instant> marks = new HashMap<>();
        ids.forEach(id -> marks.put(id, tokens.getOrDefault(id, Instant.EPOCH)));
        String[] records = ids.stream().map(RedisKeys::token).toArray(String[]::new);
        // Not by the thread that receives replies: reading hundreds of records takes a while.
        return redis.ask(commands -> commands.mget(records)).thenComposeAsync(found -> {
            for (int i = 0; i < ids.size(); i++) {
                String json = found.get(i).getValueOrElse("");
                String list = json.isEmpty() ? null : JsonCodec.issuance(json).accessList();
                if (list != null) {
                    Instant used = tokens.getOrDefault(ids.get(i), Instant.EPOCH);
                    marks.merge(Subjects.accessList(list), used, (one, other) -> one.isAfter(other) ? one : other);
                }
            }
            return write(marks);
        });
    }

    private CompletionStage<Void> write(Map<String, Instant> marks) {
        List<CompletableFuture<String>> written = new ArrayList<>();
        marks.forEach((what, at) -> written.add(redis.ask(commands -> commands.set(
                        RedisKeys.used(what), Long.toString(at.toEpochMilli()), SetArgs.Builder.px(REMEMBERED)))
                .toCompletableFuture()));
        return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new));
    }
}
