package dev.scopegate.store;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keeps the balance of every limit, one count for all gateways. A call is charged to all its limits, or to none. */
public final class LimitLedger {

    /** How long a call in flight holds its place without being renewed. */
    public static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration UNKNOWN = Duration.ofMinutes(5);
    private static final Script RELEASE = Script.named("release");
    private static final Script RENEW = Script.named("renew");

    private final RedisConnection redis;
    private final Duration lease;
    private final Charges charges;
    private final Script refund;

    public LimitLedger(RedisConnection redis) {
        this(redis, LEASE, new String[0]);
    }

    /** Where the scripts count by something else than Redis's clock, it is named here. */
    LimitLedger(RedisConnection redis, Duration lease, String... before) {
        this.redis = redis;
        this.lease = lease;
        this.charges = new Charges(
                redis, Script.named(before).then("meters").then("reason").then("charge"), text(lease.toMillis()));
        this.refund = Script.named(before).then("meters").then("refund");
    }

    public CompletionStage<Charge> charge(Tab tab) {
        if (tab.meters().isEmpty()) {
            return CompletableFuture.completedStage(Charge.FREE);
        }
        return ask(tab.account(), tab.meters(), tab.cost(), tab.call())
                .thenApply(reply -> outcome(reply, tab.meters()));
    }

    /** What is left of each; charges nothing. */
    public CompletionStage<List<Balance>> balances(String account, List<Meter> meters) {
        if (meters.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        return ask(account, meters, 0, "").thenApply(reply -> balancesIn(reply, meters));
    }

    /** Ends the call's place among those in flight. */
    public CompletionStage<Void> release(Tab tab) {
        List<String> keys = keys(tab.account(), concurrencyIn(tab.meters()));
        return onAny(RELEASE, keys, List.of(tab.call()));
    }

    /** Keeps the call's place among those in flight for another {@link #LEASE}. */
    public CompletionStage<Void> renew(Tab tab) {
        List<String> keys = keys(tab.account(), concurrencyIn(tab.meters()));
        return onAny(RENEW, keys, List.of(tab.call(), text(lease.toMillis())));
    }

    /** Gives back as though the call had been charged five minutes ago: for who does not know. */
    public CompletionStage<Void> refund(Tab tab) {
        return refund(tab, UNKNOWN);
    }

    /**
     * Gives back what the call took from quotas and rates and still holds: nothing of a calendar window that has ended,
     * nothing of a rate that has refilled meanwhile. Otherwise more could pass than the limit says.
     *
     * @param since at least how long ago it was charged: best measured from just before {@link #charge} was called
     */
    public CompletionStage<Void> refund(Tab tab, Duration since) {
        List<Meter> meters = tab.meters().stream()
                .filter(meter -> !(meter.limit() instanceof Concurrency))
                .toList();
        List<String> arguments = new ArrayList<>(List.of(text(tab.cost()), text(since.toNanos() / 1_000)));
        meters.forEach(meter -> arguments.addAll(terms(meter.limit())));
        return onAny(refund, keys(tab.account(), meters), arguments);
    }

    /** Forgets balances: for tokens that are no more, whose counts would stay for ever. */
    public CompletionStage<Void> forget(String account, List<Meter> meters) {
        String[] keys = keys(account, meters).toArray(String[]::new);
        return keys.length == 0
                ? CompletableFuture.completedStage(null)
                : redis.ask(commands -> commands.del(keys)).thenAccept(done -> {});
    }

    private CompletionStage<List<Object>> ask(String account, List<Meter> meters, long cost, String call) {
        List<String> words = new ArrayList<>(List.of(text(cost), call, Integer.toString(meters.size())));
        meters.forEach(meter -> words.addAll(terms(meter.limit())));
        return charges.charge(keys(account, meters), words);
    }

    private CompletionStage<Void> onAny(Script script, List<String> keys, List<String> arguments) {
        return keys.isEmpty()
                ? CompletableFuture.completedStage(null)
                : charges.ahead(() -> redis.ask(script, keys, arguments)).thenAccept(done -> {});
    }

    private static List<String> keys(String account, List<Meter> meters) {
        return meters.stream()
                .map(meter -> RedisKeys.meter(account, meter.id()))
                .toList();
    }

    private static List<Meter> concurrencyIn(List<Meter> meters) {
        return meters.stream()
                .filter(meter -> meter.limit() instanceof Concurrency)
                .toList();
    }

    /** A limit as the scripts are told of it. */
    static List<String> terms(Limit limit) {
        return switch (limit) {
            case Quota quota ->
                List.of("calls", text(quota.calls()), quota.refill().text());
            case RateLimit rate -> List.of("rate", text(rate.microsPerCall()), text(rate.burst()));
            case Concurrency concurrency -> List.of("concurrency", text(concurrency.calls()), "");
        };
    }

    private static Charge outcome(List<Object> reply, List<Meter> meters) {
        int refusedBy = ((Long) reply.getFirst()).intValue();
        List<Balance> balances = balancesIn(reply, meters);
        return refusedBy == 0
                ? new Charge.Accepted(balances)
                : new Charge.Refused(meters.get(refusedBy - 1), duration((Long) reply.get(1)), balances);
    }

    private static List<Balance> balancesIn(List<Object> reply, List<Meter> meters) {
        List<Balance> balances = new ArrayList<>(meters.size());
        for (int i = 0; i < meters.size(); i++) {
            long remaining = (Long) reply.get(2 * i + 2);
            balances.add(new Balance(meters.get(i), remaining, duration((Long) reply.get(2 * i + 3))));
        }
        return List.copyOf(balances);
    }

    static @Nullable Duration duration(long micros) {
        return micros < 0 ? null : Duration.of(micros, ChronoUnit.MICROS);
    }

    private static String text(long number) {
        return Long.toString(number);
    }
}
