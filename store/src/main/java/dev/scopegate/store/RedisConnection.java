package dev.scopegate.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;

/** stub */
public final class RedisConnection implements AutoCloseable {
    private RedisConnection() {}

    public static RedisConnection open(AbstractRedisClient client, Duration timeout) {
        return Pending.notYet();
    }

    public RedisClusterAsyncCommands<String, String> commands() {
        return Pending.notYet();
    }

    @Override
    public void close() {}
}
