package dev.scopegate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.store.LeaseLedger;
import dev.scopegate.store.LimitLedger;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.RedisServer;
import dev.scopegate.store.Tab;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the store is asked for calls that come one after the other; it counts its commands itself. */
class LimitGateTest {

    private static final int CALLS = 500;
    private static final Pattern SCRIPTS = Pattern.compile("cmdstat_evalsha:calls=(\\d+)");
    private static final RedisServer SERVER = RedisServer.start();
    private static final RedisClient CLIENT = RedisClient.create(SERVER.uri());
    private static final RedisConnection REDIS = RedisConnection.open(CLIENT, Duration.ofSeconds(10));

    private final LimitGate gate = new LimitGate(
            new LimitLedger(REDIS),
            new Leases(
                    new LeaseLedger(REDIS, 10, Duration.ofMillis(500)),
                    new Leases.Terms("test", Duration.ofMillis(100), false),
                    Ticker.systemTicker()),
            InstantSource.system());

    @BeforeEach
    void forget() {
        REDIS.commands().flushall().toCompletableFuture().join();
    }

    @AfterAll
    static void stop() {
        REDIS.close();
        CLIENT.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        SERVER.close();
    }

    @Test
    void calls_of_a_rate_are_taken_ahead() {
        Limit rate = new RateLimit(1_000_000, Duration.ofSeconds(1), 100_000);
        assertThat(scriptsOf(Charge.Accepted.class, rate)).isLessThan(CALLS / 4);
        assertThat(scriptsOf(Charge.Accepted.class, rate, new RateLimit(1_000_000, Duration.ofHours(1), 500_000)))
                .isLessThan(CALLS / 4);
    }

    @Test
    void all_limits_of_a_call_are_asked_for_where_one_has_to_be() {
        Limit rate = new RateLimit(1_000_000, Duration.ofSeconds(1), 100_000);
        assertThat(scriptsOf(Charge.Accepted.class, new Quota(1_000_000, Refill.DAY)))
                .isGreaterThanOrEqualTo(CALLS);
        assertThat(scriptsOf(Charge.Accepted.class, rate, new Quota(1_000_000, Refill.DAY)))
                .isEqualTo(CALLS);
        assertThat(scriptsOf(Charge.Accepted.class, new RateLimit(1_000_000, Duration.ofSeconds(1), 19)))
                .isGreaterThanOrEqualTo(CALLS);
    }

    @Test
    void a_flood_over_a_limit_is_no_flood_of_questions() {
        charge(new Quota(1, Refill.NEVER));

        assertThat(scriptsOf(Charge.Refused.class, new Quota(1, Refill.NEVER))).isLessThan(CALLS / 4);
    }

    @Test
    void what_was_given_back_may_be_taken_at_once() {
        Tab tab = tab(new Quota(1, Refill.NEVER));
        gate.charge(tab).block();
        awaitRefund(tab);
        assertThat(gate.charge(tab).block()).isInstanceOf(Charge.Refused.class);

        gate.refund(tab, Instant.now());

        assertThat(gate.charge(tab).block()).isInstanceOf(Charge.Accepted.class);
    }

    @Test
    void a_place_in_flight_is_asked_for_each_time() {
        gate.charge(tab("first", new Concurrency(1))).block();

        assertThat(scriptsOf(Charge.Refused.class, new Concurrency(1))).isEqualTo(CALLS);
    }

    /** What is held here remains; what was granted and is still on its way is missing for a moment. */
    @Test
    void what_remains_counts_down_though_nothing_is_asked() {
        for (int left = 999; left >= 900; left--) {
            long remaining = Objects.requireNonNull(charge(new RateLimit(1, Duration.ofDays(1), 1_000)))
                    .balances()
                    .getFirst()
                    .remaining();
            assertThat(remaining).isBetween(left - 100L, (long) left);
        }
    }

    /** So that the server knows the script, and does what it is asked in turn. */
    private void awaitRefund(Tab tab) {
        gate.refund(tab, Instant.now());
        await().until(() -> gate.charge(tab).block() instanceof Charge.Accepted);
    }

    private Charge charge(Limit limit) {
        return Objects.requireNonNull(gate.charge(tab(limit)).block());
    }

    private long scriptsOf(Class<? extends Charge> outcome, Limit... limits) {
        Tab tab = tab(limits);
        long before = scripts();
        for (int i = 0; i < CALLS; i++) {
            assertThat(gate.charge(tab).block()).isInstanceOf(outcome);
        }
        return scripts() - before;
    }

    private static Tab tab(Limit... limits) {
        return tab("call", limits);
    }

    private static Tab tab(String call, Limit... limits) {
        List<Meter> meters =
                Stream.of(limits).map(limit -> new Meter(limit.name(), limit)).toList();
        return new Tab("account", call, meters, 1);
    }

    private static long scripts() {
        String stats =
                REDIS.commands().info("commandstats").toCompletableFuture().join();
        Matcher count = SCRIPTS.matcher(stats);
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }
}
