package dev.scopegate.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.store.LeaseLedger;
import dev.scopegate.store.LeaseLedger.Report;
import dev.scopegate.store.LeaseLedger.Settlement;
import dev.scopegate.store.Tab;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What this gateway holds ahead of all limits that may be held. A call is spent on all its limits here, or on none. */
public final class Leases {

    private static final int MOST = 100_000;
    private static final int LEAST = 20;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

    private final Desk desk;
    private final Terms terms;
    private final Ticker ticker;
    private final AtomicLong names = new AtomicLong();
    private final Cache<Key, Lease> leases;
    private final Set<Lease> holding = ConcurrentHashMap.newKeySet();

    public Leases(LeaseLedger ledger, Terms terms, Ticker ticker) {
        this(ledger::settle, terms, ticker);
    }

    Leases(Desk desk, Terms terms, Ticker ticker) {
        this.desk = desk;
        this.terms = terms;
        this.ticker = ticker;
        this.leases = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * How leases are held.
     *
     * @param gateway begins the names of this gateway's leases; no other's begin so
     * @param period how long what is held is good for
     * @param quotas whether quotas are held too, not rates alone
     */
    public record Terms(String gateway, Duration period, boolean quotas) {}

    /** Where leases are settled. */
    interface Desk {
        CompletionStage<Settlement> settle(String account, Meter meter, Report report);
    }

    private record Key(String account, Meter meter) {}

    /** The call, spent on what is held; null where the store has to be asked. */
    @Nullable
    Charge charge(Tab tab) {
        long now = ticker.read();
        List<Meter> meters = tab.meters();
        if (!mayBeHeld(tab)) {
            return null;
        }
        List<Lease> taken = new ArrayList<>(meters.size());
        long[] holdings = new long[meters.size()];
        for (Meter meter : meters) {
            Lease lease = leaseOf(tab.account(), meter, now);
            long of = lease.take(tab.cost(), now);
            if (of == Lease.NONE) {
                putBack(taken, holdings, tab.cost());
                return null;
            }
            holdings[taken.size()] = of;
            taken.add(lease);
        }
        return spent(taken, holdings, tab.cost(), now);
    }

    private static void putBack(List<Lease> taken, long[] holdings, long calls) {
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).putBack(calls, holdings[i]);
        }
    }

    private Charge spent(List<Lease> taken, long[] holdings, long calls, long now) {
        List<Balance> balances = new ArrayList<>(taken.size());
        for (int i = 0; i < taken.size(); i++) {
            Lease lease = taken.get(i);
            lease.spend(calls, holdings[i], now);
            settleIfDue(lease, now);
            balances.add(lease.balance());
        }
        return new Charge.Accepted(balances);
    }

    /** The same charge, which the store has made; its balances with what is held here. */
    Charge.Accepted passed(Tab tab, Charge.Accepted charge) {
        if (!mayBeHeld(tab)) {
            return charge;
        }
        long now = ticker.read();
        return new Charge.Accepted(charge.balances().stream()
                .map(balance -> learned(tab, balance, now))
                .toList());
    }

    private Balance learned(Tab tab, Balance balance, long now) {
        Lease lease = leaseOf(tab.account(), balance.meter(), now);
        Balance here = lease.learn(tab.cost(), balance, now);
        settleIfDue(lease, now);
        return here;
    }

    /** Gives back what is held of the call's limits; null where nothing is. What is held may be what a call lacks. */
    @Nullable
    CompletionStage<Void> giveBack(Tab tab) {
        List<Lease> held = tab.meters().stream()
                .map(meter -> leases.getIfPresent(new Key(tab.account(), meter)))
                .filter(lease -> lease != null && lease.holdsAny())
                .toList();
        return held.isEmpty() ? null : giveBack(held);
    }

    /** Gives the call back to the quotas that the store has not been told of; what is left to give back there. */
    Tab refunded(Tab tab) {
        List<Meter> rest = tab.meters().stream()
                .filter(meter -> !(meter.limit() instanceof Quota) || !isRefundedHere(tab, meter))
                .toList();
        return new Tab(tab.account(), tab.call(), rest, tab.cost());
    }

    private boolean isRefundedHere(Tab tab, Meter meter) {
        Lease lease = leases.getIfPresent(new Key(tab.account(), meter));
        return lease != null && lease.refund(tab.cost());
    }

    /** Settles what runs out of time; to be called several times in a period. */
    public void tend() {
        long now = ticker.read();
        for (Lease lease : holding) {
            settleIfDue(lease, now);
        }
        holding.removeIf(lease -> !lease.holdsAny());
    }

    /** Gives everything back; the stage ends when the store knows. */
    public CompletionStage<Void> giveBack() {
        return giveBack(List.copyOf(holding));
    }

    private CompletionStage<Void> giveBack(List<Lease> held) {
        return CompletableFuture.allOf(held.stream()
                .map(lease -> {
                    lease.end();
                    return settle(lease);
                })
                .toArray(CompletableFuture[]::new));
    }

    /** A call that has to be asked for because of one limit is asked for with all of them. */
    private boolean mayBeHeld(Tab tab) {
        for (Meter meter : tab.meters()) {
            if (!mayBeHeld(meter.limit())) {
                return false;
            }
        }
        return true;
    }

    /** Of a small one so little may be taken at once that it is not worth asking. */
    private boolean mayBeHeld(Limit limit) {
        return switch (limit) {
            case RateLimit rate -> rate.burst() >= LEAST;
            case Quota quota -> terms.quotas() && quota.calls() >= LEAST;
            case Concurrency concurrency -> false;
        };
    }

    private Lease leaseOf(String account, Meter meter, long now) {
        return leases.get(new Key(account, meter), key -> new Lease(account, meter, this::name, terms.period(), now));
    }

    private String name() {
        return terms.gateway() + "." + names.incrementAndGet();
    }

    private void settleIfDue(Lease lease, long now) {
        if (lease.isDue(now)) {
            var unused = settle(lease);
        }
    }

    /** The stage ends, and never with a failure, when the store has answered or will not. */
    private CompletableFuture<Boolean> settle(Lease lease) {
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        holding.add(lease);
        var unused = lease.turnBefore(turn).whenComplete((before, none) -> {
            long sent = ticker.read();
            Report report = lease.report(sent);
            asked(lease, report).whenComplete((settlement, failure) -> {
                if (failure == null) {
                    lease.settled(report, settlement, sent);
                } else {
                    lease.failed(ticker.read());
                }
                turn.complete(true);
            });
        });
        return turn;
    }

    private CompletionStage<Settlement> asked(Lease lease, Report report) {
        try {
            return desk.settle(lease.account(), lease.meter(), report);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
