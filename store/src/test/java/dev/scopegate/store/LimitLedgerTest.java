package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitLedgerTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final Meter LIFE = meter("life", new Quota(5, Quota.Refill.NEVER));
    private static final Meter DAY = meter("day", new Quota(3, Quota.Refill.DAY));
    private static final Meter RATE = meter("rate", new RateLimit(10, Duration.ofHours(1), 2));
    private static final Meter AT_ONCE = meter("at once", new Concurrency(2));

    private final LimitLedger ledger = new LimitLedger(REDIS.connection());

    @Test
    void a_call_without_limits_is_free() {
        assertThat(get(ledger.charge(tab("a")))).isSameAs(Charge.FREE);
    }

    @Test
    void a_call_is_charged_to_all_its_limits() {
        Charge charge = get(ledger.charge(tab("a", LIFE, DAY, RATE, AT_ONCE)));
        assertThat(charge).isInstanceOf(Charge.Accepted.class);
        assertThat(charge.balances()).extracting(Balance::remaining).containsExactly(4L, 2L, 1L, 1L);
        assertThat(remaining(LIFE, DAY, RATE, AT_ONCE)).containsExactly(4L, 2L, 1L, 1L);
    }

    /** Harm: a refused call that drains the limits which would have let it pass. */
    @Test
    void a_refused_call_takes_nothing_from_any_limit() {
        get(ledger.charge(tab("a", RATE)));
        get(ledger.charge(tab("b", RATE)));
        Charge charge = get(ledger.charge(tab("c", LIFE, DAY, RATE, AT_ONCE)));
        assertThat(charge).isInstanceOfSatisfying(Charge.Refused.class, refused -> {
            assertThat(refused.refusedBy()).isEqualTo(RATE);
            assertThat(refused.retryAfter()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
        });
        assertThat(remaining(LIFE, DAY, RATE, AT_ONCE)).containsExactly(5L, 3L, 0L, 2L);
    }

    /** Harm: retry after a second, says the rate, while the quota is gone for good. */
    @Test
    void the_limit_that_refuses_for_longest_is_named() {
        Meter once = meter("once", new Quota(1, Quota.Refill.NEVER));
        Meter slow = meter("slow", new RateLimit(1, Duration.ofHours(1), 1));
        get(ledger.charge(tab("a", slow, once)));
        assertThat(get(ledger.charge(tab("b", slow, once, RATE))))
                .isInstanceOfSatisfying(Charge.Refused.class, refused -> {
                    assertThat(refused.refusedBy()).isEqualTo(once);
                    assertThat(refused.retryAfter()).isNull();
                });
    }

    /** Harm: more calls than were paid for, where many come at once. */
    @ParameterizedTest
    @EnumSource(Quota.Refill.class)
    void exactly_as_many_of_200_parallel_calls_pass_as_the_quota_has(Quota.Refill refill) {
        Meter meter = meter("parallel-" + refill.text(), new Quota(7, refill));
        List<CompletableFuture<Charge>> charges = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> ledger.charge(tab("call " + i, meter)).toCompletableFuture())
                .toList();
        assertThat(charges.stream().map(Redis::get).filter(Charge.Accepted.class::isInstance))
                .hasSize(7);
    }

    @Test
    void an_expensive_call_counts_for_several() {
        assertThat(get(ledger.charge(new Tab("acc", "a", List.of(LIFE), 4)))).isInstanceOf(Charge.Accepted.class);
        assertThat(get(ledger.charge(new Tab("acc", "b", List.of(LIFE), 2)))).isInstanceOf(Charge.Refused.class);
        assertThat(remaining(LIFE)).containsExactly(1L);
    }

    @Test
    void a_meter_that_is_named_twice_is_charged_once() {
        get(ledger.charge(tab("a", LIFE, LIFE)));
        assertThat(remaining(LIFE)).containsExactly(4L);
    }

    /** Harm: doubles that print as 9.007e+15 lose calls. */
    @Test
    void the_largest_quota_counts_exactly() {
        Meter meter = meter("largest", new Quota(Quota.MOST, Quota.Refill.NEVER));
        get(ledger.charge(new Tab("acc", "a", List.of(meter), Quota.MOST - 1)));
        assertThat(remaining(meter)).containsExactly(1L);
        assertThat(get(ledger.charge(tab("b", meter)))).isInstanceOf(Charge.Accepted.class);
        assertThat(get(ledger.charge(tab("c", meter)))).isInstanceOf(Charge.Refused.class);
    }

    @Test
    void calls_in_flight_hold_their_place_until_they_are_released() {
        get(ledger.charge(tab("a", AT_ONCE)));
        get(ledger.charge(tab("b", AT_ONCE)));
        assertThat(get(ledger.charge(tab("c", AT_ONCE)))).isInstanceOf(Charge.Refused.class);
        get(ledger.release(tab("a", AT_ONCE)));
        assertThat(get(ledger.charge(tab("c", AT_ONCE)))).isInstanceOf(Charge.Accepted.class);
    }

    /** Harm: the calls of a gateway that died hold their places for ever. */
    @Test
    void a_place_is_freed_when_its_lease_ends_unless_it_is_renewed() throws InterruptedException {
        LimitLedger brief = new LimitLedger(REDIS.connection(), Duration.ofMillis(400));
        get(brief.charge(tab("dies", AT_ONCE)));
        get(brief.charge(tab("lives", AT_ONCE)));
        for (int i = 0; i < 4; i++) {
            Thread.sleep(150);
            get(brief.renew(tab("lives", AT_ONCE)));
        }
        assertThat(get(brief.charge(tab("next", AT_ONCE)))).isInstanceOf(Charge.Accepted.class);
        assertThat(get(brief.charge(tab("one more", AT_ONCE)))).isInstanceOf(Charge.Refused.class);
    }

    @Test
    void a_released_call_is_not_brought_back_by_a_late_renewal() {
        get(ledger.charge(tab("a", AT_ONCE)));
        get(ledger.release(tab("a", AT_ONCE)));
        get(ledger.renew(tab("a", AT_ONCE)));
        assertThat(remaining(AT_ONCE)).containsExactly(2L);
    }

    @Test
    void a_refund_gives_back_to_quotas_and_rates() {
        get(ledger.charge(tab("a", LIFE, DAY, RATE)));
        get(ledger.refund(tab("a", LIFE, DAY, RATE), Duration.ofMillis(1)));
        assertThat(remaining(LIFE, DAY)).containsExactly(5L, 3L);
        assertThat(get(ledger.charge(tab("b", RATE))).balances().getFirst().remaining())
                .isBetween(0L, 1L);
    }

    /** Harm: a refund of yesterday's call lets one more pass today than the limit says. */
    @Test
    void a_refund_gives_nothing_back_to_a_window_that_began_after_the_call() {
        get(ledger.charge(tab("a", DAY)));
        get(ledger.refund(tab("a", DAY), Duration.ofDays(2)));
        assertThat(remaining(DAY)).containsExactly(2L);
    }

    /** Harm: what has refilled by itself is given back a second time. */
    @Test
    void a_refund_gives_nothing_back_to_a_rate_that_has_refilled() {
        get(ledger.charge(tab("a", RATE)));
        get(ledger.charge(tab("b", RATE)));
        get(ledger.refund(tab("a", RATE), Duration.ofHours(1)));
        assertThat(remaining(RATE)).containsExactly(0L);
    }

    @Test
    void a_forgotten_balance_begins_anew() {
        get(ledger.charge(tab("a", LIFE)));
        get(ledger.forget("acc", List.of(LIFE)));
        assertThat(remaining(LIFE)).containsExactly(5L);
    }

    private List<Long> remaining(Meter... meters) {
        return get(ledger.balances("acc", List.of(meters))).stream()
                .map(Balance::remaining)
                .toList();
    }

    private static Tab tab(String call, Meter... meters) {
        return new Tab("acc", call, List.of(meters), 1);
    }

    private static Meter meter(String id, Limit limit) {
        return new Meter("token:tok_1/GET /{x}/" + id, limit);
    }
}
