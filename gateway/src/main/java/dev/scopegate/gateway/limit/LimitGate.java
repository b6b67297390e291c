package dev.scopegate.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.Tab;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Charges a permitted call to all its limits: from what this gateway holds ahead of them, or else exactly, with one round
 * trip.
 */
public final class LimitGate {

    private static final Logger LOG = LoggerFactory.getLogger(LimitGate.class);
    private static final Mono<Charge> FREE = Mono.just(Charge.FREE);

    /** Three renewals fit into a lease: one may be late and one lost. */
    private static final Duration RENEWAL = LimitLedger.LEASE.dividedBy(3);

    private final LimitLedger ledger;
    private final Function<Tab, CompletionStage<Charge>> exact;
    private final @Nullable Leases leases;
    private final RecentRefusals refusals;
    private final InstantSource clock;

    /**
     * A gate.
     *
     * @param leases null where each call is charged exactly
     */
    public LimitGate(LimitLedger ledger, @Nullable Leases leases, InstantSource clock) {
        this(ledger, ledger::charge, leases, clock, Ticker.systemTicker());
    }

    LimitGate(
            LimitLedger ledger,
            Function<Tab, CompletionStage<Charge>> exact,
            @Nullable Leases leases,
            InstantSource clock,
            Ticker ticker) {
        this.ledger = ledger;
        this.exact = exact;
        this.refusals = new RecentRefusals(ticker);
        this.leases = leases;
        this.clock = clock;
    }

    public Tab tab(String account, String call, Permit permit) {
        return new Tab(account, call, permit.due(), permit.cost());
    }

    public Mono<Charge> charge(Tab tab) {
        if (tab.meters().isEmpty()) {
            return FREE;
        }
        Charge held = leases == null ? null : leases.charge(tab);
        Charge known = held == null ? refusals.recall(tab) : held;
        return known == null ? exactly(tab) : Mono.just(known);
    }

    /** What this gateway holds of a limit may be what the call lacks: it is given back before a call is refused. */
    private Mono<Charge> exactly(Tab tab) {
        long asked = refusals.now();
        return Mono.fromCompletionStage(() -> exact.apply(tab)).flatMap(charge -> switch (charge) {
            case Charge.Accepted accepted -> Mono.just(passed(tab, accepted));
            case Charge.Refused refused -> {
                CompletionStage<Void> back = leases == null ? null : leases.giveBack(tab);
                yield back == null
                        ? Mono.just(refusals.remember(tab, refused, asked))
                        : Mono.fromCompletionStage(() -> back.thenCompose(done -> exact.apply(tab)));
            }
        });
    }

    private Charge passed(Tab tab, Charge.Accepted accepted) {
        refusals.forget(tab);
        return leases == null ? accepted : leases.passed(tab, accepted);
    }

    /** Whether the call has a place among those in flight. */
    public static boolean isHeld(Tab tab) {
        for (Meter meter : tab.meters()) {
            if (meter.limit() instanceof Concurrency) {
                return true;
            }
        }
        return false;
    }

    /**
     * The call, with its place among those in flight kept while it lasts and given up however it ends.
     *
     * @param call is given a way to give up the place sooner: once the upstream has said its last
     */
    public Mono<Void> hold(Tab tab, Function<Runnable, Mono<Void>> call) {
        if (!isHeld(tab)) {
            return call.apply(() -> {});
        }
        AtomicBoolean held = new AtomicBoolean(true);
        Runnable release = () -> {
            if (held.compareAndSet(true, false)) {
                logged(ledger.release(tab), "release");
            }
        };
        Mono<Void> renewing = Flux.interval(RENEWAL)
                .onBackpressureDrop()
                .concatMap(tick ->
                        Mono.fromCompletionStage(() -> ledger.renew(tab)).onErrorResume(failure -> Mono.empty()))
                .then(Mono.never());
        return Mono.firstWithSignal(call.apply(release), renewing).doFinally(signal -> release.run());
    }

    /**
     * Gives quota and rate back: the call was not served.
     *
     * @param arrived when the call came, which is before it was charged
     */
    public void refund(Tab tab, Instant arrived) {
        if (!tab.meters().isEmpty()) {
            refusals.forget(tab);
            Tab rest = leases == null ? tab : leases.refunded(tab);
            Duration since = Duration.between(arrived, clock.instant());
            logged(ledger.refund(rest, since.isNegative() ? Duration.ZERO : since), "refund");
        }
    }

    private static void logged(CompletionStage<Void> stage, String what) {
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("{} of a call failed: {}", what, failure.getMessage());
            }
        });
    }
}
