package dev.scopegate.gateway.limit;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.store.LeaseLedger.Report;
import dev.scopegate.store.LeaseLedger.Settlement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Calls of one limit that this gateway holds ahead, and spends without asking.
 *
 * <p>It wants as many as passed in the last period, and twice as many as in the running one: so it grows fast, and gives
 * back what is not used. Calls that did not pass do not count. What it holds is void one period after it was last settled, which is sooner than the store
 * takes it for used; so that no call passes on a lease that the store has closed.
 */
final class Lease {

    /** Where nobody holds a lease. */
    static final long NONE = -1;

    /** What one gateway may hold of one limit. */
    private static final long MOST = 1_000_000;

    /** So many calls in two periods, or a question for each of them costs less. */
    private static final int LEAST = 8;

    /** A limit of which nothing more was to be had is left alone for so many parts of a period. */
    private static final int PAUSE = 5;

    private final String account;
    private final Meter meter;
    private final Supplier<String> names;
    private final long period;

    private final AtomicReference<CompletableFuture<Boolean>> lastTurn =
            new AtomicReference<>(CompletableFuture.completedFuture(true));

    private String name;
    private long holding;
    private long held;
    private long undecided;
    private long counted;
    private long full;
    private long voidAt;
    private long pausedUntil;
    private boolean settling;
    private long periodBegan;
    private long demand;
    private long demandBefore;
    private int passed;
    private int passedBefore;
    private Balance beside;

    /**
     * A lease of nothing yet.
     *
     * @param names gives names that no lease has had
     * @param period how long what it holds is good for
     * @param now the ticker's nanoseconds, as everywhere here
     */
    Lease(String account, Meter meter, Supplier<String> names, Duration period, long now) {
        this.account = account;
        this.meter = meter;
        this.names = names;
        this.name = names.get();
        this.period = period.toNanos();
        this.voidAt = now;
        this.pausedUntil = now;
        this.periodBegan = now;
        this.beside = new Balance(meter, 0, null);
    }

    String account() {
        return account;
    }

    Meter meter() {
        return meter;
    }

    /**
     * Takes calls that are then to be {@link #spend spent} or {@link #putBack put back}.
     *
     * @return which holding they are of, or {@link #NONE} where it holds too few
     */
    synchronized long take(long calls, long now) {
        if (held < calls || now - voidAt >= 0) {
            return NONE;
        }
        held -= calls;
        undecided += calls;
        return holding;
    }

    synchronized void spend(long calls, long of, long now) {
        count(calls, now);
        if (of == holding) {
            undecided -= calls;
        }
    }

    synchronized void putBack(long calls, long of) {
        if (of == holding) {
            undecided -= calls;
            held += calls;
        }
    }

    /** What remains of the limit for this gateway, as far as it knows. */
    synchronized Balance balance() {
        return held == 0 ? beside : new Balance(meter, beside.remaining() + held, beside.resetsAfter());
    }

    /** Learns from a call that was charged by itself: that it passed, and what remains beside all that is held. */
    synchronized Balance learn(long calls, Balance balance, long now) {
        count(calls, now);
        beside = balance;
        return balance();
    }

    /** Gives calls back that were spent; false where the store has been told of them already. */
    synchronized boolean refund(long calls) {
        boolean untold = counted - held - undecided >= calls;
        held += untold ? calls : 0;
        return untold;
    }

    synchronized boolean holdsAny() {
        return counted > 0 || settling;
    }

    /**
     * Whether it is time to settle, and nobody does it yet: it runs out, or it runs out of time. A few calls are no
     * reason to hold any. Whoever is told so has to settle it.
     */
    synchronized boolean isDue(long now) {
        if (settling || now - pausedUntil < 0) {
            return false;
        }
        boolean runsOut = 2 * held <= Math.min(full, target(now)) && passed + passedBefore >= LEAST;
        settling = runsOut || (counted > 0 && now - voidAt >= -period / 4);
        return settling;
    }

    /** Takes a turn at settling: one report is answered before the next is made. */
    CompletableFuture<Boolean> turnBefore(CompletableFuture<Boolean> turn) {
        return lastTurn.getAndSet(turn);
    }

    /** What is to be told to the store. To be followed by its outcome. */
    synchronized Report report(long now) {
        settling = true;
        boolean isVoid = now - voidAt >= 0;
        long target = target(now);
        long surplus = isVoid ? held : Math.max(0, held - target);
        held -= surplus;
        long used = counted - held - undecided - surplus;
        counted = held + undecided;
        return new Report(name, used, surplus, Math.max(0, target - held));
    }

    /** No more is wanted: the next report gives everything back. */
    synchronized void end() {
        demand = 0;
        demandBefore = 0;
        passed = 0;
        passedBefore = 0;
    }

    /**
     * The store has answered.
     *
     * @param sent when it was asked: what it grants is good for a period from then
     */
    synchronized void settled(Report report, Settlement settlement, long sent) {
        settling = false;
        if (!settlement.known()) {
            holdNothing();
        }
        held += settlement.granted();
        counted += settlement.granted();
        full = held;
        beside = settlement.balance();
        Duration windowEnds = settlement.windowEnds();
        voidAt = sent + (windowEnds == null ? period : Math.min(period, windowEnds.toNanos()));
        if (report.wanted() > 0 && settlement.granted() == 0) {
            pausedUntil = sent + period / PAUSE;
        }
    }

    /** The store has not answered: whatever it believes, this lease is left to it, to end by itself. */
    synchronized void failed(long now) {
        settling = false;
        holdNothing();
        name = names.get();
        pausedUntil = now + period;
    }

    private void holdNothing() {
        holding++;
        held = 0;
        full = 0;
        undecided = 0;
        counted = 0;
    }

    private void count(long calls, long now) {
        long elapsed = now - periodBegan;
        if (elapsed >= period) {
            demandBefore = elapsed < 2 * period ? demand : 0;
            passedBefore = elapsed < 2 * period ? passed : 0;
            demand = 0;
            passed = 0;
            periodBegan = now;
        }
        demand += calls;
        passed += calls > 0 ? 1 : 0;
    }

    private long target(long now) {
        count(0, now);
        return Math.min(MOST, Math.max(demandBefore, 2 * demand));
    }
}
