package dev.scopegate.admin.reset;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that no answer waits for, so that no answer's time tells what it came to. There is a limit to what is waiting; what
 * fails or is dropped is logged without a word on whom it was for.
 */
final class Errands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final ThreadPoolExecutor threads;

    /** At most so many errands at once, and so many waiting. */
    Errands(int atOnce, int waiting) {
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofVirtual().name("errand-", 0).factory());
    }

    void run(Runnable errand) {
        try {
            threads.execute(() -> attempt(errand));
        } catch (RejectedExecutionException e) {
            LOG.warn("a mail was not sent: too many are waiting");
        }
    }

    /** The message of a mail server's refusal holds the address: only its kind is logged. */
    private static void attempt(Runnable errand) {
        try {
            errand.run();
        } catch (RuntimeException e) {
            LOG.warn("a mail was not sent: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
