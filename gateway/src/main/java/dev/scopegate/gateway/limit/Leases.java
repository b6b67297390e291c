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
        if (!meters.stream().allMatch(meter -> mayBeHeld(meter.limit()))) {
            return null;
        }
        List<Lease> taken = new ArrayList<>(meters.size());
        long[] holdings = new long[meters.size()];
        for (Meter meter : meters) {
            Lease lease = leaseOf(tab.account(), meter, now);
            long of = lease.take(tab.cost(), now);
            settleIfDue(lease, now);
            if (of != Lease.NONE) {
                holdings[taken.size()] = of;
                taken.add(lease);
            }
        }
        if (taken.size() < meters.size()) {
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).putBack(tab.cost(), holdings[i]);
            }
            return null;
        }
        List<Balance> balances = new ArrayList<>(taken.size());
        for (int i = 0; i < taken.size(); i++) {
            taken.get(i).spend(tab.cost(), holdings[i]);
            balances.add(taken.get(i).balance());
        }
        return new Charge.Accepted(balances);
    }

    /** The same charge, which the store has made; its balances with what is held here. */
    Charge.Accepted withHeld(Tab tab, Charge.Accepted charge) {
        return new Charge.Accepted(charge.balances().stream()
                .map(balance -> {
                    Lease lease = leases.getIfPresent(new Key(tab.account(), balance.meter()));
                    return lease == null ? balance : lease.learn(balance);
                })
                .toList());
    }

    /** Settles what runs out of time; to be called several times in a period. */
    public void tend() {
        long now = ticker.read();
        for (Lease lease : holding) {
            settleIfDue(lease, now);
        }
        for (Lease lease : List.copyOf(holding)) {
            if (lease.isEmpty() && holding.remove(lease) && !lease.isEmpty()) {
                holding.add(lease);
            }
        }
    }

    /** Gives everything back; the stage ends when the store knows. */
    public CompletionStage<Void> giveBack() {
        long now = ticker.read();
        return CompletableFuture.allOf(holding.stream()
                .map(lease -> {
                    lease.end();
                    return settle(lease, now);
                })
                .toArray(CompletableFuture[]::new));
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
            settle(lease, now).exceptionally(failure -> null);
        }
    }

    private CompletableFuture<Void> settle(Lease lease, long now) {
        Report report = lease.report(now);
        if (report == null) {
            return CompletableFuture.completedFuture(null);
        }
        holding.add(lease);
        return desk.settle(lease.account(), lease.meter(), report)
                .whenComplete((settlement, failure) -> {
                    if (failure == null) {
                        lease.settled(report, settlement, now);
                    } else {
                        lease.failed(ticker.read());
                    }
                })
                .thenAccept(settlement -> {})
                .toCompletableFuture();
    }
}
