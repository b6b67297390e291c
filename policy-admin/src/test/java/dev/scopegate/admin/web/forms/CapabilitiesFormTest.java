package dev.scopegate.admin.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.policy.token.GrantedCapability;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class CapabilitiesFormTest {

    private static final List<Limit> LIMITS = List.of(
            new Quota(5, Quota.Refill.NEVER),
            new Quota(100, Quota.Refill.DAY),
            new RateLimit(10, Duration.ofMinutes(1), 10),
            new RateLimit(10, Duration.ofSeconds(7), 3),
            new Concurrency(2));

    /** {@code name=value} for each field, in their order. */
    private static MultiValueMap<String, String> form(String... fields) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        Stream.of(fields).map(field -> field.split("=", 2)).forEach(field -> form.add(field[0], field[1]));
        return form;
    }

    private static CapabilitiesForm read(String... fields) {
        return CapabilitiesForm.parse(form(fields), ref -> !ref.equals(new OperationRef("shop", "gone")));
    }

    private static List<String> texts(CapabilitiesForm form) {
        return form.rows().stream().map(CapabilitiesForm.Row::text).toList();
    }

    @Test
    void what_a_form_shows_it_reads_back() {
        List<GrantedCapability> granted = List.of(
                new GrantedCapability(CapabilityRef.parse("shop:list"), LIMITS),
                new GrantedCapability(CapabilityRef.parse("GET /orders/*"), List.of()));
        CapabilitiesForm shown = CapabilitiesForm.of(granted);
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        shown.rows().forEach(row -> {
            sent.add("row", row.key());
            sent.add("capability." + row.key(), row.text());
            row.limits().lines().forEach(line -> {
                sent.add("limit." + row.key() + ".calls", line.calls());
                sent.add("limit." + row.key() + ".unit", line.unit());
                sent.add("limit." + row.key() + ".burst", line.burst());
            });
        });
        CapabilitiesForm read = CapabilitiesForm.parse(sent, ref -> true);
        assertThat(read).isEqualTo(shown);
        assertThat(read.granted()).isEqualTo(granted);
    }

    @Test
    void every_unit_of_a_limit_can_be_chosen_where_it_stands() {
        assertThat(LimitsForm.of("all", LIMITS).lines())
                .allSatisfy(line ->
                        assertThat(line.units()).extracting(LimitUnit::value).contains(line.unit()));
    }

    @Test
    void ticking_adds_and_unticking_takes_away_but_not_what_could_not_be_ticked() {
        String[] rows = {
            "row=0", "capability.0=shop:list", "row=4", "capability.4=GET /a", "row=5", "capability.5=shop:gone"
        };
        assertThat(texts(read(rows))).containsExactly("shop:list", "GET /a", "shop:gone");
        String[] ticked = Stream.concat(Stream.of(rows), Stream.of("picker=shown", "pick=shop:list", "pick=shop:new"))
                .toArray(String[]::new);
        CapabilitiesForm more = read(ticked);
        assertThat(texts(more)).containsExactly("shop:list", "GET /a", "shop:gone", "shop:new");
        assertThat(more.rows().getLast().key()).isEqualTo("6");
        String[] unticked =
                Stream.concat(Stream.of(rows), Stream.of("picker=shown")).toArray(String[]::new);
        assertThat(texts(read(unticked))).containsExactly("GET /a", "shop:gone");
    }

    @Test
    void a_removed_row_is_gone_although_it_is_still_ticked() {
        assertThat(texts(read("row=0", "capability.0=shop:list", "picker=shown", "pick=shop:list", "do=remove:0")))
                .isEmpty();
    }

    @Test
    void a_pattern_is_added_empty_and_dropped_where_it_stays_so() {
        CapabilitiesForm added = read("do=add-pattern");
        assertThat(added.rows()).singleElement().satisfies(row -> {
            assertThat(row.added()).isTrue();
            assertThat(row.error()).isNull();
        });
        assertThat(added.isValid()).isFalse();
        assertThat(read("row=0", "capability.0= ").rows()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET orders, 10, day, '', path pattern must start",
        "orders, 10, day, '', must read 'api:name'",
        "GET /a, ten, day, '', must be whole",
        "GET /a, 0, day, '', from 1",
        "GET /a, 10, fortnight, '', fortnight",
        "GET /a, 10, rate:PT1S, 0, burst",
        "GET /a, 10, rate:never, '', ''",
    })
    void what_is_wrong_is_said_beside_it(String text, String calls, String unit, String burst, String expected) {
        CapabilitiesForm form = read(
                "row=0",
                "capability.0=" + text,
                "limit.0.calls=" + calls,
                "limit.0.unit=" + unit,
                "limit.0.burst=" + burst);
        assertThat(form.isValid()).isFalse();
        CapabilitiesForm.Row row = form.rows().getFirst();
        String error = row.error() != null
                ? row.error()
                : row.limits().lines().getFirst().error();
        assertThat(error).isNotNull().contains(expected);
    }

    @Test
    void a_line_is_added_to_the_limits_that_are_meant_and_removed_from_them() {
        MultiValueMap<String, String> form =
                form("limit.all.calls=5", "limit.all.unit=day", "limit.all.burst=", "do=add-limit:all");
        assertThat(LimitsForm.parse("all", form).lines()).hasSize(2);
        assertThat(LimitsForm.parse("1", form).lines()).isEmpty();
        form.set("do", "remove-limit:all:0");
        assertThat(LimitsForm.parse("all", form).lines()).isEmpty();
    }

    @Test
    void a_hundred_capabilities_are_enough() {
        String[] picks = Stream.iterate(0, i -> i + 1)
                .limit(101)
                .map(i -> "pick=shop:o" + i)
                .toArray(String[]::new);
        assertThat(read(picks).error()).contains("at most 100");
        assertThat(read(picks).isValid()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "never, 1, '', 1 call in all",
        "day, 12000, '', '12,000 calls per calendar day (UTC)'",
        "rate:PT1M, 10, '', 10 calls in any minute",
        "rate:PT7S, 10, 3, '10 calls in any 7 seconds, at most 3 in a burst'",
        "concurrency, 2, '', 2 calls at once",
    })
    void limits_read_as_people_say_them(String unit, String calls, String burst, String words) {
        LimitsForm form = LimitsForm.parse(
                "all", form("limit.all.calls=" + calls, "limit.all.unit=" + unit, "limit.all.burst=" + burst));
        assertThat(Words.of(form.limits())).isEqualTo(words);
    }
}
