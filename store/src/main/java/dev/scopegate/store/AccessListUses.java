package dev.scopegate.store;

import dev.scopegate.policy.token.Subjects;
import io.lettuce.core.KeyValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Tells how much access lists are in use: two questions for many lists, however many tokens they have. */
public final class AccessListUses {

    private static final Script LIVING = Script.named("living");

    private final RedisConnection redis;

    public AccessListUses(RedisConnection redis) {
        this.redis = redis;
    }

    /** The use of each list, in the order of their ids. */
    public CompletionStage<Map<String, AccessListUse>> of(List<String> ids, Instant now) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedStage(Map.of());
        }
        List<String> living =
                ids.stream().map(RedisKeys::livingTokensOfAccessList).toList();
        String[] marks =
                ids.stream().map(id -> RedisKeys.used(Subjects.accessList(id))).toArray(String[]::new);
        CompletionStage<List<Object>> counts = redis.ask(LIVING, living, List.of(Long.toString(now.toEpochMilli())));
        return counts.thenCombine(redis.ask(commands -> commands.mget(marks)), (found, used) -> {
            Map<String, AccessListUse> uses = new LinkedHashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                uses.put(ids.get(i), use((Long) found.get(i), used.get(i)));
            }
            return uses;
        });
    }

    private static AccessListUse use(long tokens, KeyValue<String, String> mark) {
        return new AccessListUse(
                tokens, mark.hasValue() ? Instant.ofEpochMilli(Long.parseLong(mark.getValue())) : null);
    }
}
