package dev.scopegate.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** How Redis is: for administrators to see. On a cluster it is one of the nodes that answers. */
public final class StoreVitals {

    private final RedisConnection redis;

    public StoreVitals(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * What Redis says of itself.
     *
     * @param answeredIn how long it took to answer a ping
     * @param usedBytes memory that it uses
     * @param mostBytes memory that it may use; 0 where nothing bounds it
     * @param evicted keys that it threw away for want of memory: each may have been a policy or a balance
     */
    public record Vitals(
            Duration answeredIn,
            String version,
            Duration uptime,
            long usedBytes,
            long mostBytes,
            long clients,
            long evicted) {}

    public CompletionStage<Vitals> read() {
        long asked = System.nanoTime();
        return redis.ask(commands -> commands.ping()).thenCompose(pong -> {
            Duration answeredIn = Duration.ofNanos(System.nanoTime() - asked);
            return redis.ask(commands -> commands.info()).thenApply(info -> vitals(answeredIn, fields(info)));
        });
    }

    private static Vitals vitals(Duration answeredIn, Map<String, String> info) {
        return new Vitals(
                answeredIn,
                info.getOrDefault("redis_version", ""),
                Duration.ofSeconds(number(info, "uptime_in_seconds")),
                number(info, "used_memory"),
                number(info, "maxmemory"),
                number(info, "connected_clients"),
                number(info, "evicted_keys"));
    }

    private static long number(Map<String, String> info, String field) {
        String text = info.getOrDefault(field, "0");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Map<String, String> fields(String info) {
        return info.lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1).strip(),
                        (first, second) -> second));
    }
}
