package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.decision.DecisionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is counted goes to Redis many keys at once. */
class UsageWritesTest {

    private static final Instant NOW = Sample.NOON.plusSeconds(30 * 60);
    private static final String PERMIT = DecisionEvent.PERMIT;

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final UsageCounters counters = new UsageCounters(REDIS.connection());

    @Test
    void many_tokens_at_once_are_counted_exactly_by_few_scripts() {
        List<DecisionEvent> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            events.addAll(Collections.nCopies(1 + i % 3, call("tok_" + i, "acc_" + i % 2)));
        }
        long before = REDIS.scripts();
        count(events);

        assertThat(REDIS.scripts() - before).isLessThan(100);
        assertThat(get(counters.usage(UsageScope.ALL, UsagePeriod.DAY, NOW)).permitted())
                .isEqualTo(events.size());
        for (int i = 0; i < 1_000; i++) {
            Usage usage = get(counters.usage(UsageScope.token("tok_" + i), UsagePeriod.HOUR, NOW));
            assertThat(usage.permitted()).isEqualTo(1 + i % 3);
            assertThat(get(counters.uses("tok_" + i))).isEqualTo(Map.of("orders:get", 1L + i % 3));
        }
    }

    /** Harm: one key that something else wrote ends the counts of everybody. */
    @Test
    void what_cannot_be_counted_is_no_trouble_for_others() {
        long hour = NOW.getEpochSecond() / 3_600;
        String broken = RedisKeys.usageByMinute(UsageScope.token("tok_1"), hour);
        get(REDIS.connection().commands().lpush(broken, "no hash"));
        String unranked = RedisKeys.busiestOfHour(UsageScope.account("acc_1"), UsageWrites.TOKENS, hour);
        get(REDIS.connection().commands().lpush(unranked, "no ranking"));

        count(List.of(call("tok_1", "acc_1"), call("tok_2", "acc_2")));

        assertThat(get(counters.usage(UsageScope.token("tok_1"), UsagePeriod.DAY, NOW))
                        .permitted())
                .isEqualTo(1);
        assertThat(get(counters.usage(UsageScope.token("tok_2"), UsagePeriod.HOUR, NOW))
                        .permitted())
                .isEqualTo(1);
        assertThat(get(counters.busiestTokens(UsageScope.account("acc_2"), UsagePeriod.HOUR, NOW, 1))
                        .entries())
                .containsExactly(new Busiest.Entry("tok_2", 1));
    }

    private void count(List<DecisionEvent> events) {
        counters.count(events);
        get(counters.write());
    }

    private static DecisionEvent call(String token, String account) {
        return new DecisionEvent("dec", NOW, "orders", "GET /orders/{id}", "orders:get", PERMIT, token, account);
    }
}
