package dev.scopegate.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** All that was started. It ends together, the last first. */
public final class Children implements AutoCloseable {

    private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();
    private final CompletableFuture<ChildProcess> firstDeath = new CompletableFuture<>();
    private volatile boolean closed;

    /** Takes over the ending of this. A launcher that is already ending ends it at once. */
    public synchronized void add(AutoCloseable resource) {
        if (closed) {
            end(resource);
            throw new StartFailure("ended while starting");
        }
        newestFirst.push(resource);
    }

    public void add(ChildProcess child) {
        add((AutoCloseable) child);
        watch(child);
    }

    void watch(ChildProcess child) {
        var unused = child.ended().whenComplete((dead, never) -> firstDeath.complete(dead));
    }

    /** Waits for the first child that ends by itself. */
    ChildProcess awaitDeath() {
        return firstDeath.join();
    }

    /** Whether the end has begun: what dies now was meant to. */
    public boolean ending() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!newestFirst.isEmpty()) {
            end(newestFirst.pop());
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private static void end(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            System.err.println("scopegate: " + failure.getMessage());
        }
    }
}
