package dev.scopegate.gateway.limit;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Has leases settled in time while the gateway runs, and given back when it ends. */
public final class LeaseKeeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int TIMES_A_PERIOD = 10;
    private static final long END_SECONDS = 1;

    private final Leases leases;
    private final Duration period;
    private @Nullable Scheduler thread;

    public LeaseKeeper(Leases leases, Duration period) {
        this.leases = leases;
        this.period = period;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = Schedulers.newSingle("scopegate-leases", true);
            long nanos = period.toNanos() / TIMES_A_PERIOD;
            thread.schedulePeriodically(leases::tend, nanos, nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread == null) {
            return;
        }
        thread.dispose();
        thread = null;
        try {
            leases.giveBack().toCompletableFuture().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("leases could not be given back, and end by themselves: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Before the web server takes its first request; and ended when it has answered its last, but not yet the store. */
    @Override
    public int getPhase() {
        return 1;
    }
}
