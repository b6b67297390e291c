package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.store.LeaseLedger.Report;
import dev.scopegate.store.LeaseLedger.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of calls that gateways hold, on a clock that is set. */
class LeaseLedgerTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long START = 30_000_000 * MINUTE;
    private static final Meter RATE = new Meter("rate", new RateLimit(60, Duration.ofMinutes(1), 60));
    private static final Meter QUOTA = new Meter("quota", new Quota(100, Refill.NEVER));
    private static final Meter BY_MINUTE = new Meter("minute", new Quota(100, Refill.MINUTE));

    private final StoppedClock clock = new StoppedClock(REDIS.connection());
    private final LimitLedger limits = clock.limits();
    private final LeaseLedger leases = clock.leases(10, Duration.ofMillis(500));

    @BeforeEach
    void begin() {
        clock.set(START);
    }

    @Test
    void what_is_held_is_missing_for_everybody_else() {
        assertThat(settle(RATE, new Report("a", 0, 0, 50)).granted()).isEqualTo(6);
        assertThat(settle(RATE, new Report("b", 0, 0, 50)).granted()).isEqualTo(5);
        assertThat(remaining(RATE)).isEqualTo(49);
    }

    @Test
    void a_lease_is_a_tenth_of_what_remains_however_often_it_is_asked_for() {
        for (int i = 0; i < 20; i++) {
            settle(QUOTA, new Report("a", 0, 0, 50));
        }
        assertThat(remaining(QUOTA)).isEqualTo(90);
    }

    @Test
    void what_is_given_back_is_there_again_and_what_was_used_is_not() {
        settle(QUOTA, new Report("a", 0, 0, 50));
        Settlement settlement = settle(QUOTA, new Report("a", 7, 3, 0));

        assertThat(settlement.known()).isTrue();
        assertThat(remaining(QUOTA)).isEqualTo(93);
    }

    @Test
    void what_nothing_is_heard_of_counts_as_used_when_its_time_is_up() {
        settle(RATE, new Report("a", 0, 0, 50));
        settle(QUOTA, new Report("a", 0, 0, 50));

        clock.set(START + SECOND);
        assertThat(remaining(RATE)).isEqualTo(54);
        assertThat(remaining(QUOTA)).isEqualTo(90);
        clock.set(START + 4 * SECOND);
        assertThat(remaining(RATE)).isEqualTo(57);
        clock.set(START + MINUTE);
        assertThat(remaining(RATE)).isEqualTo(60);
        assertThat(remaining(QUOTA)).isEqualTo(90);
    }

    @Test
    void a_late_report_of_a_lease_that_has_ended_takes_nothing_twice() {
        settle(QUOTA, new Report("a", 0, 0, 50));
        clock.set(START + SECOND);

        Settlement late = settle(QUOTA, new Report("a", 4, 6, 0));

        assertThat(late.known()).isFalse();
        assertThat(remaining(QUOTA)).isEqualTo(90);
    }

    @Test
    void a_lease_ends_with_its_calendar_window() {
        clock.set(START + 59 * SECOND + SECOND / 2);
        Settlement settlement = settle(BY_MINUTE, new Report("a", 0, 0, 50));
        assertThat(settlement.windowEnds()).isEqualTo(Duration.ofMillis(500));

        clock.set(START + MINUTE);
        assertThat(remaining(BY_MINUTE)).isEqualTo(100);
        assertThat(settle(BY_MINUTE, new Report("a", 5, 0, 0)).known()).isFalse();
        assertThat(remaining(BY_MINUTE)).isEqualTo(100);
    }

    @Test
    void near_the_end_nothing_is_held() {
        Tab most = new Tab("acc", "c", List.of(QUOTA), 91);
        assertThat(get(limits.charge(most))).isInstanceOf(Charge.Accepted.class);

        assertThat(settle(QUOTA, new Report("a", 0, 0, 50)).granted()).isZero();
        assertThat(remaining(QUOTA)).isEqualTo(9);
    }

    @Test
    void what_was_held_of_a_forgotten_limit_leaves_nothing_behind() {
        settle(QUOTA, new Report("a", 0, 0, 50));
        get(limits.forget("acc", List.of(QUOTA)));

        settle(QUOTA, new Report("a", 0, 10, 0));

        assertThat(get(REDIS.connection().commands().exists(RedisKeys.meter("acc", "quota"))))
                .isZero();
    }

    private Settlement settle(Meter meter, Report report) {
        return get(leases.settle("acc", meter, report));
    }

    private long remaining(Meter meter) {
        return get(limits.balances("acc", List.of(meter))).getFirst().remaining();
    }
}
