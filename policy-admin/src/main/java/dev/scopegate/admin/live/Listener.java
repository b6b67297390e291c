package dev.scopegate.admin.live;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.RecordedDecision;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One open stream of refusals: what it has still to tell, and whether it is to go on. */
final class Listener {

    /** More than anyone reads; what comes on top is left out, and the reader is told so. */
    private static final int MOST_WAITING = 200;

    private final String account;
    private final Predicate<DecisionEvent> wanted;
    private final BlockingQueue<RecordedDecision> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private ChangeId reached = ChangeId.START;
    private volatile boolean missed;
    private volatile boolean closed;

    /**
     * A stream of one caller.
     *
     * @param account whose it is: an account may have a few open
     * @param wanted which refusals its caller may see
     */
    Listener(String account, Predicate<DecisionEvent> wanted) {
        this.account = account;
        this.wanted = wanted;
    }

    String account() {
        return account;
    }

    /** Takes a decision to be told, where it is a refusal that is wanted and was not told already. */
    synchronized void offer(RecordedDecision decision) {
        if (decision.at().compareTo(reached) <= 0) {
            return;
        }
        reached = decision.at();
        boolean refused = !decision.event().outcome().equals(DecisionEvent.PERMIT);
        if (refused && wanted.test(decision.event()) && !waiting.offer(decision)) {
            missed = true;
        }
    }

    /** The next refusal, or null where none came in that time. */
    @Nullable
    RecordedDecision next(Duration wait) throws InterruptedException {
        return waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Notes that some decisions were not looked at. */
    void miss() {
        missed = true;
    }

    /** Whether something was left out since this was last asked. */
    boolean hasMissed() {
        boolean was = missed;
        missed = false;
        return was;
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }
}
