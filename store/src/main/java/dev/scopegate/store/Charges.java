package dev.scopegate.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Charges on their way to Redis. While it works on some the next gather, and go together: whoever is alone waits for nobody,
 * and the more there are, the less each costs. Only where any keys may share a script; each goes by itself in a cluster.
 */
final class Charges {

    /** Redis does nothing else meanwhile: about a millisecond. */
    private static final int MOST_AT_ONCE = 50;

    /** Where each of them is full: a store that is far away would let through no more than one has. */
    private static final int MOST_UNDERWAY = 8;

    private static final long FAILED = -1;

    private final RedisConnection redis;
    private final Script script;
    private final String lease;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Queue<Step<?>> ahead = new ArrayDeque<>();
    private int underway;

    Charges(RedisConnection redis, Script script, String lease) {
        this.redis = redis;
        this.script = script;
        this.lease = lease;
    }

    private record Waiting(List<String> keys, List<String> words, CompletableFuture<List<Object>> reply) {}

    /** What the script says of one call, given its keys and its words; where Redis fails it, or is late, a failed stage. */
    CompletionStage<List<Object>> charge(List<String> keys, List<String> words) {
        CompletableFuture<List<Object>> reply = new CompletableFuture<>();
        Waiting one = new Waiting(keys, words, reply);
        if (redis.isCluster()) {
            var unused = send(List.of(one));
            return reply;
        }
        CompletionStage<List<Object>> timely = redis.timely(reply).exceptionallyCompose(RedisConnection::unavailable);
        synchronized (this) {
            waiting.add(one);
        }
        sendAll();
        return timely;
    }

    /**
     * Sends something else ahead of all charges that are asked for afterwards. Those that wait for a reply are sent by the
     * thread that receives it, which would overtake what another thread has just sent.
     */
    <T> CompletionStage<T> ahead(Supplier<CompletionStage<T>> other) {
        Step<T> step = new Step<>(other);
        boolean goes;
        synchronized (this) {
            goes = underway == 0;
            if (goes) {
                step.start();
            } else {
                ahead.add(step);
            }
        }
        if (goes) {
            step.answer();
        }
        return step.reply;
    }

    private void sendAll() {
        List<Step<?>> gone = new ArrayList<>();
        for (List<Waiting> next = next(); !next.isEmpty(); next = next()) {
            CompletableFuture<Void> sent = send(next).toCompletableFuture();
            if (sent.isDone()) {
                gone.addAll(ended());
            } else {
                var unused = sent.whenComplete((done, failure) -> {
                    List<Step<?>> begun = ended();
                    sendAll();
                    begun.forEach(Step::answer);
                });
            }
        }
        gone.forEach(Step::answer);
    }

    /** Who has given up waiting is not charged. */
    private synchronized List<Waiting> next() {
        boolean due = underway == 0 || (underway < MOST_UNDERWAY && waiting.size() >= MOST_AT_ONCE);
        List<Waiting> next = new ArrayList<>();
        while (due && next.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
            Waiting one = waiting.remove();
            if (!one.reply().isDone()) {
                next.add(one);
            }
        }
        underway += next.isEmpty() ? 0 : 1;
        return next;
    }

    /** The steps that went ahead now, to be answered. */
    private synchronized List<Step<?>> ended() {
        underway--;
        List<Step<?>> gone = List.copyOf(ahead);
        ahead.clear();
        gone.forEach(Step::start);
        return gone;
    }

    private CompletionStage<Void> send(List<Waiting> calls) {
        List<String> keys = new ArrayList<>();
        List<String> words = new ArrayList<>(List.of(lease));
        for (Waiting call : calls) {
            keys.addAll(call.keys());
            words.addAll(call.words());
        }
        return started(() -> redis.ask(script, keys, words)).handle((replies, failure) -> {
            for (int i = 0; i < calls.size(); i++) {
                answer(calls.get(i), replies == null ? null : (List<?>) replies.get(i), failure);
            }
            return null;
        });
    }

    /** Never throws: those who wait behind would wait for ever. */
    private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** What goes ahead: started in its turn, answered once nobody is kept waiting by what comes of the answer. */
    private static final class Step<T> {

        private final Supplier<CompletionStage<T>> other;
        private final CompletableFuture<T> reply = new CompletableFuture<>();
        private CompletionStage<T> begun = reply;

        Step(Supplier<CompletionStage<T>> other) {
            this.other = other;
        }

        void start() {
            begun = started(other);
        }

        void answer() {
            begun.whenComplete((value, failure) -> {
                if (failure == null) {
                    reply.complete(value);
                } else {
                    reply.completeExceptionally(failure);
                }
            });
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
