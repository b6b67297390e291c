package dev.scopegate.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Charges on their way to Redis. While it works on some the next gather, and go together: whoever is alone waits for nobody,
 * and the more there are, the less each costs. Only where any keys may share a script; each goes by itself in a cluster.
 */
final class Charges {

    /** Redis does nothing else meanwhile: about a millisecond. */
    private static final int MOST_AT_ONCE = 50;

    private static final long FAILED = -1;

    private final RedisConnection redis;
    private final Script script;
    private final String lease;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underway = new AtomicBoolean();

    Charges(RedisConnection redis, Script script, String lease) {
        this.redis = redis;
        this.script = script;
        this.lease = lease;
    }

    private record Waiting(List<String> keys, List<String> words, CompletableFuture<List<Object>> reply) {}

    /** What the script says of one call, given its keys and its words; where Redis fails it, a failed stage. */
    CompletionStage<List<Object>> charge(List<String> keys, List<String> words) {
        Waiting one = new Waiting(keys, words, new CompletableFuture<>());
        if (redis.isCluster()) {
            send(List.of(one));
        } else {
            waiting.add(one);
            sendNext();
        }
        return one.reply();
    }

    private void sendNext() {
        while (!waiting.isEmpty() && underway.compareAndSet(false, true)) {
            List<Waiting> next = new ArrayList<>();
            for (Waiting one = waiting.poll(); one != null; one = next.size() < MOST_AT_ONCE ? waiting.poll() : null) {
                next.add(one);
            }
            send(next).whenComplete((done, failure) -> {
                underway.set(false);
                sendNext();
            });
        }
    }

    private CompletionStage<Void> send(List<Waiting> calls) {
        List<String> keys = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of(lease));
        for (Waiting call : calls) {
            keys.addAll(call.keys());
            words.addAll(call.words());
        }
        return asked(keys, words).handle((replies, failure) -> {
            for (int i = 0; i < calls.size(); i++) {
                answer(calls.get(i), replies == null ? null : (List<?>) replies.get(i), failure);
            }
            return null;
        });
    }

    /** Never throws: those who wait behind would wait for ever. */
    private CompletionStage<List<Object>> asked(List<String> keys, List<String> words) {
        try {
            return redis.ask(script, keys, words);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static void answer(Waiting call, @Nullable List<?> reply, @Nullable Throwable failure) {
        if (reply == null) {
            call.reply().completeExceptionally(failure == null ? new IllegalStateException("no reply") : failure);
        } else if (reply.getFirst().equals(FAILED)) {
            call.reply()
                    .completeExceptionally(
                            new StoreUnavailableException("redis must charge a call, but said '" + reply.get(1) + "'"));
        } else {
            call.reply().complete(List.copyOf(reply));
        }
    }
}
