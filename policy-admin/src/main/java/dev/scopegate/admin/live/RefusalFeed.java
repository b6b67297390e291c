package dev.scopegate.admin.live;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.RecordedDecision;
import dev.scopegate.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads the decisions as they are recorded, once for all who listen, and not at all while nobody does. It asks again and
 * again rather than wait at Redis: a command that blocks would hold up every call that shares the connection.
 */
final class RefusalFeed implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalFeed.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    /** Of 500 decisions each. Whoever falls behind further is told that something is missing. */
    private static final int MOST_READS = 10;

    private static final int MOST_OF_AN_ACCOUNT = 5;
    private static final int MOST = 500;

    private final AuditStream audit;
    private final Deque<Listener> listeners = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("refusals").factory());
    private @Nullable ChangeId reached;
    private boolean running;

    RefusalFeed(AuditStream audit) {
        this.audit = audit;
    }

    /**
     * Lets someone listen. An account that has five streams open already loses its oldest, so that a page that is loaded
     * again always has its own.
     *
     * @param after the last decision that it has seen; null to hear of what comes
     */
    void open(Listener listener, @Nullable ChangeId after) {
        ChangeId tip = lastDecision();
        if (after != null) {
            catchUp(listener, after);
        }
        synchronized (listeners) {
            if (!running) {
                listener.close();
                return;
            }
            if (listeners.isEmpty()) {
                reached = tip;
            }
            listeners.addLast(listener);
            List<Listener> own = listeners.stream()
                    .filter(each -> each.account().equals(listener.account()))
                    .toList();
            if (own.size() > MOST_OF_AN_ACCOUNT) {
                drop(own.getFirst());
            }
            if (listeners.size() > MOST) {
                drop(listeners.getFirst());
            }
        }
    }

    void close(Listener listener) {
        synchronized (listeners) {
            drop(listener);
        }
    }

    /** Whether an account has a stream open. */
    boolean hasListener(String account) {
        synchronized (listeners) {
            return listeners.stream().anyMatch(each -> each.account().equals(account));
        }
    }

    ChangeId lastDecision() {
        return Reply.of(audit.lastDecision());
    }

    List<DecisionEvent> latest(Predicate<DecisionEvent> visible, int count) {
        return Reply.of(audit.latestRefusals(visible, count));
    }

    private void drop(Listener listener) {
        listener.close();
        listeners.remove(listener);
    }

    private void catchUp(Listener listener, ChangeId after) {
        List<RecordedDecision> next = Reply.of(audit.decisionsAfter(after));
        for (int i = 1; !next.isEmpty() && i <= MOST_READS; i++) {
            next.forEach(listener::offer);
            next = Reply.of(audit.decisionsAfter(next.getLast().at()));
        }
        if (!next.isEmpty()) {
            listener.miss();
        }
    }

    @Override
    public void start() {
        synchronized (listeners) {
            running = true;
        }
        var unused =
                timer.scheduleWithFixedDelay(this::poll, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends all streams: otherwise the web server would wait for them. */
    @Override
    public void stop() {
        timer.shutdown();
        synchronized (listeners) {
            running = false;
            List.copyOf(listeners).forEach(this::drop);
        }
    }

    @Override
    public boolean isRunning() {
        synchronized (listeners) {
            return running;
        }
    }

    private void poll() {
        List<Listener> present;
        ChangeId from;
        synchronized (listeners) {
            present = new ArrayList<>(listeners);
            from = reached;
        }
        if (present.isEmpty() || from == null) {
            return;
        }
        try {
            ChangeId to = tell(present, from);
            synchronized (listeners) {
                reached = to;
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("decisions cannot be read at the moment", e);
        }
    }

    /** How far it came. */
    private ChangeId tell(List<Listener> present, ChangeId from) {
        ChangeId to = from;
        for (int i = 0; i < MOST_READS; i++) {
            List<RecordedDecision> next = Reply.of(audit.decisionsAfter(to));
            if (next.isEmpty()) {
                return to;
            }
            next.forEach(decision -> present.forEach(listener -> listener.offer(decision)));
            to = next.getLast().at();
        }
        present.forEach(Listener::miss);
        return lastDecision();
    }
}
