package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rate in Redis against a plain model of a bucket that fills by time. Harm: more calls than the limit says. */
class RateModelTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final LimitLedger ledger = new LimitLedger(REDIS.connection());

    /**
     * Redis's clock cannot be set, but is bracketed: the call is judged between the readings before and after it. The
     * model answers for both ends; where it answers alike, Redis must answer so too.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_rate_lets_through_what_the_model_does(long seed) {
        Random random = new Random(seed);
        RateLimit limit = new RateLimit(
                20 + random.nextInt(200), Duration.ofMillis(200 + random.nextInt(800)), 1 + random.nextInt(8));
        Meter meter = new Meter("rate-" + seed, limit);
        Bucket slow = new Bucket(limit);
        Bucket fast = new Bucket(limit);
        int decided = 0;
        for (int i = 0; i < 400; i++) {
            pause(random);
            long cost = 1L + random.nextInt(3);
            long before = micros();
            boolean passed =
                    get(ledger.charge(new Tab("acc", "c" + i, List.of(meter), cost))) instanceof Charge.Accepted;
            long after = micros();
            boolean surely = slow.has(cost, before);
            boolean possibly = fast.has(cost, after);
            if (surely == possibly) {
                decided++;
                assertThat(passed)
                        .as("call %d of cost %d under %s", i, cost, limit)
                        .isEqualTo(surely);
            }
            if (passed) {
                slow.take(cost, after);
                fast.take(cost, before);
            }
        }
        assertThat(decided).isGreaterThan(200);
    }

    @Test
    void a_burst_passes_at_once_and_the_next_call_when_one_has_refilled() {
        Meter meter = new Meter("burst", new RateLimit(1, Duration.ofHours(1), 3));
        for (long left = 2; left >= 0; left--) {
            Charge charge = get(ledger.charge(new Tab("acc", "c", List.of(meter), 1)));
            assertThat(charge.balances().getFirst().remaining()).isEqualTo(left);
        }
        assertThat(get(ledger.charge(new Tab("acc", "c", List.of(meter), 1))))
                .isInstanceOfSatisfying(
                        Charge.Refused.class,
                        refused -> assertThat(refused.retryAfter())
                                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1)));
    }

    @Test
    void a_call_that_costs_more_than_the_burst_never_passes() {
        Meter meter = new Meter("dear", new RateLimit(100, Duration.ofSeconds(1), 3));
        assertThat(get(ledger.charge(new Tab("acc", "c", List.of(meter), 4))))
                .isInstanceOfSatisfying(
                        Charge.Refused.class,
                        refused -> assertThat(refused.retryAfter()).isNull());
    }

    private static long micros() {
        List<String> time = get(REDIS.connection().commands().time());
        return Long.parseLong(time.get(0)) * 1_000_000 + Long.parseLong(time.get(1));
    }

    private static void pause(Random random) {
        if (random.nextInt(4) == 0) {
            long until = System.nanoTime() + random.nextInt(20_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
    }

    /** Tokens as a fraction in microseconds of refill; the textbook form, not the one of the script. */
    private static final class Bucket {

        private final long price;
        private final long size;
        private long level;
        private long at;

        Bucket(RateLimit limit) {
            this.price = limit.microsPerCall();
            this.size = limit.burst() * price;
            this.level = size;
        }

        boolean has(long cost, long now) {
            return levelAt(now) >= cost * price;
        }

        void take(long cost, long now) {
            level = levelAt(now) - cost * price;
            at = now;
        }

        private long levelAt(long now) {
            return at == 0 ? size : Math.min(size, level + Math.max(0, now - at));
        }
    }
}
