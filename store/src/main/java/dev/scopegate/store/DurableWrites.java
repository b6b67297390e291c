package dev.scopegate.store;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes that are answered only once they are on disk. Those that come while the disk is busy share the next wait, as a
 * database's group commit does: with {@code appendfsync everysec} a wait takes up to a second.
 */
final class DurableWrites implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableWrites.class);
    private static final ProtocolKeyword WAITAOF = new Keyword("WAITAOF");

    private final Topology.Line line;
    private final Duration timeout;
    private final ConcurrentLinkedQueue<Write> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private volatile @Nullable Durability known;

    DurableWrites(Topology.Line line, Duration timeout) {
        this.line = line;
        this.timeout = timeout;
    }

    /** Writes, and answers once it is on disk. */
    CompletionStage<List<Object>> write(RedisConnection.Question<List<Object>> question) {
        Write write = new Write(question, new CompletableFuture<>());
        queue.add(write);
        if (queued.getAndIncrement() == 0) {
            writeQueued();
        }
        return write.done();
    }

    /** What a write survives, asked anew. */
    CompletionStage<Durability> durability() {
        return line.policyNode().get().thenCompose(this::probe);
    }

    private void writeQueued() {
        int size = queued.get();
        List<Write> batch = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            batch.add(queue.remove());
        }
        CompletableFuture.completedStage(batch)
                .thenCompose(this::writeTogether)
                .exceptionally(failure -> failAll(batch, failure))
                .thenAccept(done -> {
                    if (queued.addAndGet(-size) > 0) {
                        writeQueued();
                    }
                });
    }

    private CompletionStage<Boolean> writeTogether(List<Write> batch) {
        return line.policyNode().get().thenCompose(node -> {
            List<CompletableFuture<List<Object>>> replies = batch.stream()
                    .map(write -> RedisConnection.bounded(write.question().apply(node), timeout)
                            .toCompletableFuture())
                    .toList();
            return CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new))
                    .handle((all, failure) -> node)
                    .thenCompose(this::confirm)
                    .thenApply(onDisk -> finishAll(batch, replies));
        });
    }

    private static boolean finishAll(List<Write> batch, List<CompletableFuture<List<Object>>> replies) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).finish(replies.get(i));
        }
        return true;
    }

    private static boolean failAll(List<Write> batch, Throwable failure) {
        batch.forEach(write -> write.done().completeExceptionally(failure));
        return false;
    }

    private CompletionStage<Boolean> confirm(RedisClusterAsyncCommands<String, String> node) {
        Durability durability = known;
        CompletionStage<Durability> now =
                durability == null ? probe(node) : CompletableFuture.completedStage(durability);
        return now.thenCompose(
                found -> found == Durability.WAITAOF ? waitForDisk(node) : CompletableFuture.completedStage(true));
    }

    private CompletionStage<Boolean> waitForDisk(RedisClusterAsyncCommands<String, String> node) {
        return waitaof(node)
                .thenApply(answer -> answer.getFirst() instanceof Long local && local >= 1)
                .thenCompose(onDisk -> onDisk
                        ? CompletableFuture.completedStage(true)
                        : CompletableFuture.failedStage(new StoreUnavailableException(
                                "write must reach the disk within " + timeout + ", but did not")))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        known = null;
                    }
                });
    }

    private CompletionStage<List<Object>> waitaof(RedisClusterAsyncCommands<String, String> node) {
        CommandArgs<String, String> arguments =
                new CommandArgs<>(StringCodec.UTF8).add(1).add(0).add(timeout.toMillis());
        return RedisConnection.bounded(
                node.dispatch(WAITAOF, new ArrayOutput<>(StringCodec.UTF8), arguments), timeout.plusSeconds(1));
    }

    /** A server without the command, or without a log to wait for, refuses it. */
    private CompletionStage<Durability> probe(RedisClusterAsyncCommands<String, String> node) {
        return waitaof(node)
                .thenApply(answer -> Durability.WAITAOF)
                .exceptionallyCompose(refused -> RedisConnection.bounded(node.configGet("append*"), timeout)
                        .thenApply(DurableWrites::configured)
                        .exceptionally(hidden -> Durability.NONE))
                .thenApply(this::learn);
    }

    private static Durability configured(Map<String, String> settings) {
        return "yes".equals(settings.get("appendonly")) && "always".equals(settings.get("appendfsync"))
                ? Durability.FSYNC_ALWAYS
                : Durability.NONE;
    }

    private Durability learn(Durability found) {
        if (found == Durability.NONE && known != Durability.NONE) {
            LOG.warn("A CRASH OF REDIS MAY LOSE ACKNOWLEDGED POLICY CHANGES:"
                    + " set 'appendonly yes' and use Redis 7.2 or newer, or set 'appendfsync always'");
        }
        known = found;
        return found;
    }

    @Override
    public void close() {
        line.connection().close();
    }

    private record Write(RedisConnection.Question<List<Object>> question, CompletableFuture<List<Object>> done) {

        /** The reply is settled. */
        void finish(CompletableFuture<List<Object>> reply) {
            if (reply.isCompletedExceptionally()) {
                done.completeExceptionally(reply.exceptionNow());
            } else {
                done.complete(reply.resultNow());
            }
        }
    }

    private record Keyword(String text) implements ProtocolKeyword {

        @Override
        public byte[] getBytes() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
