package dev.scopegate.admin.usage;

import dev.scopegate.store.UsageCounters;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Writes, each second, what this app counted of its own decisions. */
final class UsageWriter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(UsageWriter.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final UsageCounters counters;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("usage").factory());
    private volatile boolean running;

    UsageWriter(UsageCounters counters) {
        this.counters = counters;
    }

    @Override
    public void start() {
        running = true;
        var unused =
                timer.scheduleWithFixedDelay(this::write, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        write();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped after the web server, so that the last decisions are counted too. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void write() {
        try {
            counters.write().toCompletableFuture().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("usage could not be written, some calls are not counted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
