package dev.scopegate.store;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Meter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets a gateway hold calls of a rate or a quota ahead, so that it can spend them without asking. What is held counts
 * against the limit in whole, until it is settled or its time is up; so that all gateways together never let through
 * more than the limit says.
 */
public final class LeaseLedger {

    private final RedisConnection redis;
    private final Script lease;
    private final int share;
    private final Duration keep;

    /**
     * A ledger.
     *
     * @param share how many of a hundred remaining calls one lease may hold
     * @param keep until calls of which nothing more is heard count as used: longer than any gateway believes to hold
     *     them
     */
    public LeaseLedger(RedisConnection redis, int share, Duration keep) {
        this(redis, share, keep, new String[0]);
    }

    LeaseLedger(RedisConnection redis, int share, Duration keep, String... before) {
        this.redis = redis;
        this.share = share;
        this.keep = keep;
        this.lease = Script.named(before).then("meters").then("lease");
    }

    /**
     * What became of a lease since it was last settled, and what is wanted next.
     *
     * @param lease names it: letters, digits, {@code . _ : -}; never used again once a settlement has failed
     * @param used calls that were let through
     * @param returned calls that are not wanted any more
     * @param wanted calls to hold more
     */
    public record Report(String lease, long used, long returned, long wanted) {}

    /**
     * The answer to a report.
     *
     * @param known false where nothing of the lease is held any more: its time was up, or its calendar window has ended
     * @param granted calls that are held more; never more than wanted
     * @param balance what remains beside all that is held
     * @param windowEnds when the calendar makes an end of what is held; null where it does not
     */
    public record Settlement(
            boolean known,
            long granted,
            Balance balance,
            @Nullable Duration windowEnds) {}

    /** Reports, and takes more. */
    public CompletionStage<Settlement> settle(String account, Meter meter, Report report) {
        List<String> arguments = new ArrayList<>(List.of(
                report.lease(),
                Long.toString(report.used()),
                Long.toString(report.returned()),
                Long.toString(report.wanted()),
                Integer.toString(share),
                Long.toString(keep.toNanos() / 1_000)));
        arguments.addAll(LimitLedger.terms(meter.limit()));
        return redis.ask(lease, List.of(RedisKeys.meter(account, meter.id())), arguments)
                .thenApply(reply -> settlement(meter, reply));
    }

    private static Settlement settlement(Meter meter, List<Object> reply) {
        return new Settlement(
                reply.getFirst().equals("1"),
                number(reply, 1),
                new Balance(meter, number(reply, 2), LimitLedger.duration(number(reply, 3))),
                LimitLedger.duration(number(reply, 4)));
    }

    private static long number(List<Object> reply, int position) {
        return Long.parseLong((String) reply.get(position));
    }
}
