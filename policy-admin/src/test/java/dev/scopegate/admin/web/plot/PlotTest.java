package dev.scopegate.admin.web.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.store.Usage;
import dev.scopegate.store.Usage.Slot;
import dev.scopegate.store.UsagePeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlotTest {

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private static Plot plot(UsagePeriod period, Slot... last) {
        List<Slot> slots = new ArrayList<>();
        period.slots(NOON).forEach(at -> slots.add(new Slot(at, 0, Map.of())));
        for (int i = 0; i < last.length; i++) {
            slots.set(slots.size() - last.length + i, last[i]);
        }
        return Plot.of("calls", new Usage(period, slots));
    }

    private static Slot slot(long permitted, long refused) {
        return new Slot(NOON, permitted, refused == 0 ? Map.of() : Map.of("no_capability", refused));
    }

    @Test
    void refused_calls_stand_on_top_of_permitted_ones() {
        Bar now = plot(UsagePeriod.HOUR, slot(30, 10)).bars().getLast();

        assertThat(now.text()).isEqualTo("now: 30 permitted, 10 refused");
        assertThat(now.permittedY()).isEqualTo(25);
        assertThat(now.permittedHeight()).isEqualTo(75);
        assertThat(now.refusedY()).isZero();
        assertThat(now.refusedHeight()).isEqualTo(25);
    }

    @Test
    void one_refusal_among_thousands_of_calls_is_seen_and_nothing_leaves_the_drawing() {
        Bar now = plot(UsagePeriod.HOUR, slot(9_999, 1)).bars().getLast();

        assertThat(now.refusedHeight()).isGreaterThanOrEqualTo(1.5);
        assertThat(now.refusedY()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void a_week_is_drawn_by_six_hours() {
        Plot week = plot(
                UsagePeriod.WEEK, slot(1, 0), slot(2, 0), slot(3, 0), slot(4, 0), slot(5, 0), slot(6, 0), slot(7, 0));

        assertThat(week.bars()).hasSize(28);
        assertThat(week.bars().getLast().permitted()).isEqualTo(27);
        assertThat(week.bars().get(26).text()).isEqualTo("6 h ago: 1 permitted, 0 refused");
        assertThat(week.permitted()).isEqualTo(28);
        assertThat(week.summary())
                .isEqualTo("In the last week 28 calls were permitted and 0 refused; at most 27 within one of 28 bars.");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "3, 4", "5, 10", "10, 10", "11, 20", "99, 100", "1001, 2000", "25000, 40000"})
    void the_scale_ends_with_a_number_that_is_easily_read_and_halved(long highest, long top) {
        assertThat(Scale.reaching(highest)).isEqualTo(new Scale(top));
        assertThat(top % 2).isZero();
    }

    @ParameterizedTest
    @EnumSource(UsagePeriod.class)
    void a_period_without_calls_is_drawn_empty(UsagePeriod period) {
        Plot empty = plot(period);

        assertThat(empty.bars()).allMatch(Bar::isEmpty);
        assertThat(empty.marks()).containsExactly("2", "1", "0");
        assertThat(empty.ages()).last().isEqualTo("now");
        assertThat(empty.width()).isEqualTo(empty.bars().size() * 10);
    }
}
