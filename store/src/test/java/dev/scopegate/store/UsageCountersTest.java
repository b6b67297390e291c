package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.decision.DecisionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UsageCountersTest {

    private static final Instant NOW = Sample.NOON.plusSeconds(30 * 60);
    private static final String PERMIT = DecisionEvent.PERMIT;

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final UsageCounters counters = new UsageCounters(REDIS.connection());

    private void count(DecisionEvent... events) {
        counters.count(List.of(events));
        get(counters.write());
    }

    private static DecisionEvent call(Instant at, String outcome, @Nullable String token, @Nullable String account) {
        return new DecisionEvent("dec", at, "orders", "GET /orders/{id}", "orders:get", outcome, token, account);
    }

    private static DecisionEvent unnamed(String target, String token) {
        return new DecisionEvent("dec", NOW, "orders", target, "", PERMIT, token, "acc_1");
    }

    private static DecisionEvent stranger(Instant at) {
        return call(at, "unknown_token", null, null);
    }

    @Test
    void calls_stand_in_the_minute_and_the_hour_in_which_they_were_made() {
        count(
                call(NOW, PERMIT, "tok_1", "acc_1"),
                call(NOW, PERMIT, "tok_1", "acc_1"),
                call(NOW.minus(Duration.ofMinutes(59)), "no_capability", "tok_1", "acc_1"),
                call(NOW.minus(Duration.ofMinutes(60)), PERMIT, "tok_1", "acc_1"));

        Usage hour = get(counters.usage(UsageScope.account("acc_1"), UsagePeriod.HOUR, NOW));
        Usage day = get(counters.usage(UsageScope.account("acc_1"), UsagePeriod.DAY, NOW));

        assertThat(hour.slots()).hasSize(60);
        assertThat(hour.slots().getLast()).isEqualTo(new Usage.Slot(NOW, 2, Map.of()));
        assertThat(hour.slots().getFirst())
                .isEqualTo(new Usage.Slot(NOW.minus(Duration.ofMinutes(59)), 0, Map.of("no_capability", 1L)));
        assertThat(hour.permitted()).isEqualTo(2);
        assertThat(hour.refused()).isEqualTo(Map.of("no_capability", 1L));
        assertThat(day.slots()).hasSize(24);
        assertThat(day.slots().getLast().at()).isEqualTo(Sample.NOON);
        assertThat(day.slots().getLast().permitted()).isEqualTo(2);
        assertThat(day.permitted()).isEqualTo(3);
        assertThat(day.refusals()).isEqualTo(1);
    }

    @Test
    void a_week_reaches_back_over_eight_days_of_the_calendar() {
        Instant first = NOW.minus(Duration.ofHours(167));
        count(call(first, PERMIT, "tok_1", "acc_1"), call(first.minus(Duration.ofHours(1)), PERMIT, "tok_1", "acc_1"));

        Usage week = get(counters.usage(UsageScope.token("tok_1"), UsagePeriod.WEEK, NOW));

        assertThat(week.slots()).hasSize(168);
        assertThat(week.slots().getFirst().permitted()).isEqualTo(1);
        assertThat(week.permitted()).isEqualTo(1);
        assertThat(get(counters.busiestTokens(UsageScope.ALL, UsagePeriod.WEEK, NOW, 5)))
                .isEqualTo(new Busiest(
                        first.truncatedTo(java.time.temporal.ChronoUnit.DAYS), List.of(new Busiest.Entry("tok_1", 2))));
    }

    @Test
    void everyone_is_counted_for_himself_and_all_together() {
        count(call(NOW, PERMIT, "tok_1", "acc_1"), call(NOW, PERMIT, "tok_2", "acc_2"), stranger(NOW));

        assertThat(get(counters.usage(UsageScope.ALL, UsagePeriod.HOUR, NOW)).permitted())
                .isEqualTo(2);
        assertThat(get(counters.usage(UsageScope.ALL, UsagePeriod.HOUR, NOW)).refused())
                .isEqualTo(Map.of("unknown_token", 1L));
        assertThat(get(counters.usage(UsageScope.account("acc_1"), UsagePeriod.HOUR, NOW))
                        .permitted())
                .isEqualTo(1);
        assertThat(get(counters.usage(UsageScope.token("tok_2"), UsagePeriod.DAY, NOW))
                        .permitted())
                .isEqualTo(1);
        assertThat(get(counters.usage(UsageScope.token("tok_3"), UsagePeriod.DAY, NOW))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void two_gateways_add_up_and_what_is_written_is_not_written_again() {
        UsageCounters other = new UsageCounters(REDIS.connection());
        count(call(NOW, PERMIT, "tok_1", "acc_1"));
        other.count(List.of(call(NOW, PERMIT, "tok_1", "acc_1")));
        get(other.write());
        get(other.write());
        get(counters.write());

        assertThat(get(counters.usage(UsageScope.ALL, UsagePeriod.HOUR, NOW)).permitted())
                .isEqualTo(2);
    }

    @Test
    void the_busiest_stand_first() {
        List<DecisionEvent> events = new ArrayList<>();
        events.addAll(Collections.nCopies(3, call(NOW, PERMIT, "tok_b", "acc_1")));
        events.addAll(Collections.nCopies(5, call(NOW, "quota_exhausted", "tok_a", "acc_1")));
        events.add(unnamed("GET /elsewhere", "tok_c"));
        count(events.toArray(DecisionEvent[]::new));

        UsageScope mine = UsageScope.account("acc_1");
        assertThat(get(counters.busiestTokens(mine, UsagePeriod.HOUR, NOW, 2)).entries())
                .containsExactly(new Busiest.Entry("tok_a", 5), new Busiest.Entry("tok_b", 3));
        assertThat(get(counters.busiestOperations(mine, UsagePeriod.DAY, NOW, 5))
                        .entries())
                .containsExactly(new Busiest.Entry("orders:get", 8), new Busiest.Entry("orders:", 1));
    }

    @Test
    void what_a_token_was_used_for_is_kept_and_its_refusals_are_not_uses() {
        count(
                call(NOW, PERMIT, "tok_1", "acc_1"),
                call(NOW, PERMIT, "tok_1", "acc_1"),
                call(NOW, "rate_limited", "tok_1", "acc_1"),
                unnamed("GET /elsewhere", "tok_1"));

        assertThat(get(counters.uses("tok_1"))).isEqualTo(Map.of("orders:get", 2L, "GET /elsewhere", 1L));
        assertThat(get(counters.uses("tok_2"))).isEmpty();
    }

    @Test
    void a_path_that_is_too_long_is_kept_as_a_pattern_of_its_beginning() {
        count(unnamed("GET " + "/segment".repeat(1_000), "tok_1"));

        assertThat(get(counters.uses("tok_1"))).isEqualTo(Map.of("GET " + "/segment".repeat(24) + "/**", 1L));
    }

    /** Harm: whoever is not let in fills Redis. */
    @Test
    void strangers_make_no_keys_but_those_of_all() {
        count(stranger(NOW), call(NOW, "nonsense of " + "x".repeat(1_000), null, null));
        long before = get(REDIS.connection().commands().dbsize());
        List<DecisionEvent> junk = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            junk.add(call(NOW, PERMIT, "proof", "acc_throwaway_" + i));
            junk.add(call(NOW, PERMIT, "ext_" + i, "issuer:subject" + i));
            junk.add(new DecisionEvent("d", NOW, "orders", "GET /" + i, "", "odd " + i, null, null));
        }
        count(junk.toArray(DecisionEvent[]::new));

        assertThat(get(REDIS.connection().commands().dbsize())).isEqualTo(before);
        assertThat(get(counters.usage(UsageScope.ALL, UsagePeriod.HOUR, NOW)).refused())
                .isEqualTo(Map.of("unknown_token", 1L, "other", 1_001L));
    }

    @Test
    void a_proof_of_an_account_that_exists_counts_for_it() {
        get(new PolicyJournal(REDIS.connection())
                .commit(Commit.by("acc_admin", "accounts.make", Sample.OWNER).put(Sample.account())));
        count(call(NOW, PERMIT, "proof", Sample.OWNER), call(NOW, PERMIT, "proof", "acc_unknown"));

        assertThat(get(counters.usage(UsageScope.account(Sample.OWNER), UsagePeriod.HOUR, NOW))
                        .permitted())
                .isEqualTo(1);
        assertThat(get(counters.usage(UsageScope.account("acc_unknown"), UsagePeriod.HOUR, NOW))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void a_token_that_calls_everything_once_fills_its_list_of_uses_and_no_more() {
        count(IntStream.range(0, 2_000)
                .mapToObj(i -> unnamed("GET /" + i, "tok_1"))
                .toArray(DecisionEvent[]::new));
        Map<String, Long> uses = get(counters.uses("tok_1"));
        String listed = uses.keySet().iterator().next();
        count(unnamed(listed, "tok_1"), unnamed("GET /new", "tok_1"));

        assertThat(uses).hasSize(300);
        assertThat(get(counters.uses("tok_1"))).hasSize(300).containsEntry(listed, 2L);
    }

    @Test
    void a_ranking_keeps_the_busy_ones_and_a_bound() {
        List<DecisionEvent> events = new ArrayList<>(Collections.nCopies(3, call(NOW, PERMIT, "tok_busy", "acc_1")));
        IntStream.range(0, 2_500).forEach(i -> events.add(call(NOW, PERMIT, "tok_" + i, "acc_1")));
        count(events.toArray(DecisionEvent[]::new));

        String key = RedisKeys.busiestOfHour(UsageScope.ALL, UsageWrites.TOKENS, NOW.getEpochSecond() / 3_600);
        assertThat(get(REDIS.connection().commands().zcard(key))).isBetween(1_000L, 2_000L);
        assertThat(get(counters.busiestTokens(UsageScope.ALL, UsagePeriod.HOUR, NOW, 1))
                        .entries())
                .containsExactly(new Busiest.Entry("tok_busy", 3));
    }

    @Test
    void every_key_ends_by_itself() {
        count(call(NOW, PERMIT, "tok_1", "acc_1"), unnamed("GET /x", "tok_1"), stranger(NOW));

        List<String> keys = get(REDIS.connection().commands().keys("sg:usage:*"));
        assertThat(keys).hasSizeGreaterThan(8);
        for (String key : keys) {
            assertThat(get(REDIS.connection().commands().pttl(key))).as(key).isPositive();
        }
    }
}
