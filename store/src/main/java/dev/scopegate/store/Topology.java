package dev.scopegate.store;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** How to reach one server, or the nodes of a cluster. */
interface Topology {

    /** A new connection. */
    Line connect();

    /** A connection of commands, and the one to the node that holds all policy: {@code WAITAOF} asks the node that wrote. */
    record Line(
            StatefulConnection<String, String> connection,
            RedisClusterAsyncCommands<String, String> commands,
            Supplier<CompletionStage<RedisClusterAsyncCommands<String, String>>> policyNode) {}

    static Topology of(AbstractRedisClient client) {
        return switch (client) {
            case RedisClient single -> {
                single.setOptions(failingFast(single.getOptions().mutate()).build());
                yield () -> line(single.connect(TextCodec.UTF_8));
            }
            case RedisClusterClient cluster -> {
                failFast(cluster);
                yield () -> line(cluster.connect(TextCodec.UTF_8));
            }
            default ->
                throw new IllegalArgumentException("client must be a RedisClient or a RedisClusterClient, but was a "
                        + client.getClass().getSimpleName());
        };
    }

    private static void failFast(RedisClusterClient cluster) {
        ClusterClientOptions options =
                cluster.getOptions() instanceof ClusterClientOptions set ? set : ClusterClientOptions.create();
        ClusterClientOptions.Builder changed = options.mutate();
        failingFast(changed);
        cluster.setOptions(changed.build());
    }

    /** A command is sent once or fails: one that was in flight when the connection broke may have been carried out. */
    private static ClientOptions.Builder failingFast(ClientOptions.Builder options) {
        return options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .replayFilter(command -> true);
    }

    private static Line line(StatefulRedisConnection<String, String> connection) {
        RedisClusterAsyncCommands<String, String> commands = connection.async();
        return new Line(connection, commands, () -> CompletableFuture.completedFuture(commands));
    }

    private static Line line(StatefulRedisClusterConnection<String, String> connection) {
        int slot = SlotHash.getSlot(RedisKeys.POLICY);
        return new Line(connection, connection.async(), () -> {
            RedisClusterNode node = connection.getPartitions().getPartitionBySlot(slot);
            return connection.getConnectionAsync(node.getNodeId()).thenApply(StatefulRedisConnection::async);
        });
    }
}
