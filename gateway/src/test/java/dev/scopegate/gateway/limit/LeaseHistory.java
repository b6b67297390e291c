package dev.scopegate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.store.LeaseLedger;
import dev.scopegate.store.LeaseLedger.Report;
import dev.scopegate.store.LeaseLedger.Settlement;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.StoppedClock;
import dev.scopegate.store.Tab;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Some gateways, some calls, and what goes wrong: all of it follows from the seed. */
final class LeaseHistory {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final int SHARE = 10;
    private static final int STEPS = 25;
    private static final long MILLI = 1_000;
    private static final long LOST = 1_000 * MILLI;

    /** Calls that are held refill from when they are reported, which is a period after they were used at most. */
    private static final long SLACK = 150 * MILLI;

    private final StoppedClock clock;
    private final LimitLedger exact;
    private final LeaseLedger ledger;
    private final Random random;
    private final boolean troubles;
    private final String account;
    private final List<Meter> meters;
    private final Map<Meter, LimitModel> models = new HashMap<>();
    private final List<Gateway> gateways = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingLong(Event::at));
    private long now;
    private final Map<String, Long> held = new HashMap<>();
    private int started;
    private long asked;
    private long ahead;
    private long passed;

    LeaseHistory(StoppedClock clock, SomeLimits limits, int seed, boolean troubles) {
        this.clock = clock;
        this.exact = clock.limits();
        this.ledger = clock.leases(SHARE, PERIOD.multipliedBy(5));
        this.random = new Random(seed);
        this.troubles = troubles;
        this.account = limits + "-" + seed;
        this.meters = limits.meters("m", random);
        this.now = 1_800_000_000_000_000L + random.nextInt(60_000) * MILLI;
        meters.forEach(meter -> models.put(meter, LimitModel.of(meter.limit(), now)));
        for (int i = 0; i <= random.nextInt(4); i++) {
            gateways.add(new Gateway());
        }
    }

    private record Event(long at, Runnable what) {}

    /** One gateway's leases; it is dead once it has been replaced. */
    private final class Gateway {
        private final long offset = random.nextLong(1L << 40);
        private long asleepUntil;
        private final Ticker ticker = () -> offset + now * 1_000;
        private final Leases leases = new Leases(this::settle, new Leases.Terms("g" + started++, PERIOD, true), ticker);
        private final LimitGate gate =
                new LimitGate(exact, LeaseHistory.this::charged, leases, InstantSource.system(), ticker);

        /** The question takes its time, and so does the answer; either may get lost. */
        private CompletionStage<Settlement> settle(String of, Meter meter, Report report) {
            CompletableFuture<Settlement> answer = new CompletableFuture<>();
            long asked = now + delay();
            int fate = troubles ? random.nextInt(20) : 2;
            if (fate > 0) {
                events.add(new Event(asked, () -> {
                    Settlement settlement = settled(of, meter, report);
                    if (fate > 1) {
                        events.add(new Event(now + delay(), () -> answer.complete(settlement)));
                    }
                }));
            }
            if (fate <= 1) {
                events.add(new Event(
                        now + LOST, () -> answer.completeExceptionally(new IllegalStateException("no answer"))));
            }
            return answer;
        }
    }

    private Settlement settled(String of, Meter meter, Report report) {
        clock.set(now);
        Settlement settlement =
                ledger.settle(of, meter, report).toCompletableFuture().join();
        long kept = settlement.known() ? held.getOrDefault(report.lease(), 0L) - report.used() - report.returned() : 0;
        long holds = kept + settlement.granted();
        held.put(report.lease(), holds);
        assertThat(settlement.granted() == 0
                        || holds * 100 <= (holds + settlement.balance().remaining()) * SHARE)
                .as("%s holds a share of what remains, after %s", report.lease(), settlement)
                .isTrue();
        return settlement;
    }

    private CompletionStage<Charge> charged(Tab tab) {
        clock.set(now);
        asked++;
        return CompletableFuture.completedStage(
                exact.charge(tab).toCompletableFuture().join());
    }

    private long delay() {
        return troubles && random.nextInt(10) == 0 ? random.nextInt(300) * MILLI : random.nextInt(2_000);
    }

    void run() {
        for (int i = 0; i < STEPS; i++) {
            pass(random.nextInt(8) == 0 ? random.nextInt(700) * MILLI : random.nextInt(20) * MILLI);
            if (troubles && random.nextInt(25) == 0) {
                gateways.set(random.nextInt(gateways.size()), new Gateway());
            }
            if (troubles && random.nextInt(8) == 0) {
                stall(gateways.get(random.nextInt(gateways.size())));
            }
            for (int call = random.nextInt(10); call >= 0; call--) {
                call(gateways.get(random.nextInt(gateways.size())), cost());
                pass(random.nextInt(500));
            }
        }
    }

    /** It does nothing for a while, as in a long pause of its machine, and then goes on with a call. */
    private void stall(Gateway gateway) {
        long micros = random.nextInt(1_000) * MILLI;
        gateway.asleepUntil = now + micros;
        pass(micros);
        for (int i = 0; i < 5; i++) {
            call(gateway, 1);
        }
    }

    private long cost() {
        return random.nextInt(30) == 0 ? 1L + random.nextInt(20) : 1L + random.nextInt(1 + random.nextInt(12));
    }

    private void call(Gateway gateway, long cost) {
        boolean must = gateways.size() == 1
                && !troubles
                && models.values().stream().allMatch(model -> model.surelyHas(cost, now, SLACK));
        long askedBefore = asked;
        CompletableFuture<@Nullable Charge> charge =
                gateway.gate.charge(new Tab(account, "c", meters, cost)).toFuture();
        while (!charge.isDone()) {
            pass(Math.max(1, Objects.requireNonNull(events.peek()).at() - now));
        }
        ahead += asked == askedBefore ? 1 : 0;
        if (charge.join() instanceof Charge.Accepted) {
            passed++;
            models.values().forEach(model -> model.take(cost, now));
            assertThat(models.values()).as("limits at %d of %s", now, account).noneMatch(LimitModel::isOverdrawn);
        } else {
            assertThat(must)
                    .as("must be refused: %d at %d of %s", cost, now, account)
                    .isFalse();
        }
    }

    /** Time passes, and what was under way arrives in it; gateways tend their leases meanwhile. */
    private void pass(long micros) {
        long end = now + micros;
        long tended = now;
        while (now < end) {
            now = Math.min(end, tended + 10 * MILLI);
            long here = now;
            for (Event next = events.peek(); next != null && next.at() <= here; next = events.peek()) {
                events.remove();
                now = next.at();
                next.what().run();
            }
            now = here;
            if (now == tended + 10 * MILLI) {
                gateways.stream()
                        .filter(gateway -> gateway.asleepUntil < here)
                        .forEach(gateway -> gateway.leases.tend());
                tended = now;
            }
        }
    }

    /** What remains once all that is held has been given back. */
    List<Balance> settled() {
        pass(1_500 * MILLI);
        clock.set(now);
        return exact.balances(account, meters).toCompletableFuture().join();
    }

    long remaining(Meter meter) {
        LimitModel model = models.get(meter);
        assertThat(model).isNotNull();
        return model.remaining(now);
    }

    long ahead() {
        return ahead;
    }

    long passed() {
        return passed;
    }
}
