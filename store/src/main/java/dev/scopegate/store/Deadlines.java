package dev.scopegate.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fails answers that are late. All may take equally long, so that one timer serves them all: one for each would wake the
 * thread of timers twice for each.
 */
final class Deadlines {

    private final long patience;
    private final Queue<Awaited> awaited = new ArrayDeque<>();
    private boolean timed;

    /**
     * Deadlines.
     *
     * @param patience how long an answer may take
     */
    Deadlines(Duration patience) {
        this.patience = patience.toNanos();
    }

    private record Awaited(CompletableFuture<?> answer, long since) {}

    /** The same answer, which fails with a {@link TimeoutException} where it is not there in time. */
    <T> CompletableFuture<T> bound(CompletableFuture<T> answer) {
        if (!answer.isDone()) {
            await(new Awaited(answer, System.nanoTime()));
        }
        return answer;
    }

    private synchronized void await(Awaited one) {
        forgetAnswered();
        awaited.add(one);
        if (!timed) {
            timed = true;
            lookIn(patience);
        }
    }

    private void forgetAnswered() {
        for (Awaited first = awaited.peek(); first != null && first.answer().isDone(); first = awaited.peek()) {
            awaited.remove();
        }
    }

    /** On the thread of timers: the common pool may be busy with what waits for these answers. */
    private void lookIn(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> late().forEach(answer -> answer.completeExceptionally(new TimeoutException())));
    }

    private synchronized List<CompletableFuture<?>> late() {
        List<CompletableFuture<?>> late = new ArrayList<>();
        long now = System.nanoTime();
        Awaited first = awaited.peek();
        while (first != null && (first.answer().isDone() || now - first.since() >= patience)) {
            if (!first.answer().isDone()) {
                late.add(first.answer());
            }
            awaited.remove();
            first = awaited.peek();
        }
        timed = first != null;
        if (first != null) {
            lookIn(patience - (now - first.since()));
        }
        return late;
    }
}
