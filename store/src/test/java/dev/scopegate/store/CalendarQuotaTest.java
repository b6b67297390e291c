package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CalendarQuotaTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final StoppedClock CLOCK = new StoppedClock(REDIS.connection());

    private final LimitLedger ledger = new LimitLedger(REDIS.connection());

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void a_quota_resets_where_its_calendar_window_ends(Quota.Refill refill) {
        Meter meter = new Meter("m", new Quota(2, refill));
        Balance balance = get(ledger.charge(new Tab("acc", "c", List.of(meter), 1)))
                .balances()
                .getFirst();
        Instant now = Instant.now();
        Instant end = endOf(refill, now);
        assertThat(Objects.requireNonNull(balance.resetsAfter()))
                .isCloseTo(Duration.between(now, end), Duration.ofSeconds(2));
        assertThat(balance.remaining()).isEqualTo(1);
    }

    /** Harm: a window that never ends, or ends early. The script is run with the clock set, at random moments. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
    void windows_end_as_the_calendar_says_in_any_year(Quota.Refill refill) {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Instant now = Instant.ofEpochSecond(random.nextLong(4_102_444_800L * 2));
            assertThat(microsLeft(refill, now))
                    .as("window of %s at %s", refill, now)
                    .isEqualTo(ChronoUnit.MICROS.between(now, endOf(refill, now)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-28T23:59:59Z, 2024-03-01T00:00:00Z",
        "2023-02-28T23:59:59Z, 2023-03-01T00:00:00Z",
        "2100-02-01T00:00:00Z, 2100-03-01T00:00:00Z",
        "2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z, 2027-02-01T00:00:00Z"
    })
    void a_month_is_as_long_as_it_is(Instant now, Instant end) {
        assertThat(microsLeft(Quota.Refill.MONTH, now)).isEqualTo(ChronoUnit.MICROS.between(now, end));
    }

    @Test
    void an_ended_window_counts_no_more() {
        Meter meter = new Meter("m", new Quota(1, Quota.Refill.HOUR));
        String lastHour =
                Long.toString(Instant.now().truncatedTo(ChronoUnit.HOURS).getEpochSecond() - 3_600);
        get(REDIS.connection().commands().set(RedisKeys.meter("acc", "m"), lastHour + ":1"));
        assertThat(get(ledger.charge(new Tab("acc", "c", List.of(meter), 1)))).isInstanceOf(Charge.Accepted.class);
        assertThat(get(ledger.charge(new Tab("acc", "c", List.of(meter), 1)))).isInstanceOf(Charge.Refused.class);
    }

    @Test
    void a_count_leaves_redis_with_its_window() {
        Meter meter = new Meter("m", new Quota(1, Quota.Refill.MINUTE));
        get(ledger.charge(new Tab("acc", "c", List.of(meter), 1)));
        assertThat(get(REDIS.connection().commands().pttl(RedisKeys.meter("acc", "m"))))
                .isBetween(1L, 60_000L);
    }

    private static Instant endOf(Quota.Refill refill, Instant now) {
        ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
        return switch (refill) {
            case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
            case HOUR -> now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
            case DAY -> now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
            case MONTH ->
                utc.toLocalDate()
                        .withDayOfMonth(1)
                        .plusMonths(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            case NEVER -> Instant.MAX;
        };
    }

    private static long microsLeft(Quota.Refill refill, Instant now) {
        CLOCK.set(ChronoUnit.MICROS.between(Instant.EPOCH, now));
        Balance balance = get(CLOCK.limits().balances("acc", List.of(new Meter("m", new Quota(5, refill)))))
                .getFirst();
        return ChronoUnit.MICROS.between(
                Instant.EPOCH, Instant.EPOCH.plus(Objects.requireNonNull(balance.resetsAfter())));
    }
}
