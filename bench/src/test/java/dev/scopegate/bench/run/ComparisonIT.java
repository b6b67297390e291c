package dev.scopegate.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.bench.Options;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The harness, not the speed: a row is there for each contestant, and its numbers are of what it says. */
class ComparisonIT {

    private static final Path ROOT = Path.of(System.getProperty("scopegate.root"));
    /** As the end-to-end tests start their JVMs: here nothing is measured that would need more. */
    private static final String SMALL = "-Xmx256m -XX:TieredStopAtLevel=1";

    private static Map<Case, List<Cost>> costs;
    private static Sheet sheet;

    /** Every call must be answered as its row says, or there is no table. */
    @BeforeAll
    static void compare() {
        Options options = Options.parse(List.of("--quick", "--only", "a,e,i1", "--connections", "8", "--jvm", SMALL));
        costs = Workplace.in(ROOT, options.jvm(), workplace -> Comparison.costs(workplace, options));
        sheet = Comparison.sheet(costs);
        System.out.println(sheet.text());
    }

    @Test
    void every_contestant_has_a_row_with_plausible_numbers() {
        assertThat(sheet.rows()).hasSize(3).allSatisfy(row -> {
            assertThat(row.label()).matches("(a|e|i1)\\. .*");
            assertThat(number(row, "requests/s")).isBetween(10.0, 1e6);
            assertThat(number(row, "p50 ms")).isPositive().isLessThanOrEqualTo(number(row, "p99 ms"));
            assertThat(number(row, "CPU µs")).isBetween(1.0, 100_000.0);
            assertThat(number(row, "bytes")).isBetween(500.0, 10_000_000.0);
            assertThat(number(row, "to a")).isBetween(0.001, 1_000.0);
        });
        Sheet.Row bare = sheet.rows().getFirst();
        assertThat(number(bare, "to a")).isEqualTo(1);
    }

    @Test
    void all_calls_are_answered_as_they_should_be() {
        assertThat(sheet.rows())
                .allSatisfy(row -> assertThat(number(row, "wrong")).isZero());
    }

    /** Guards against a flood of guesses that becomes a flood of look-ups: only those read a single key. */
    @Test
    void a_malformed_token_is_looked_up_nowhere() {
        assertThat(commands("i1")).doesNotContainKey("get");
    }

    private static Map<String, Double> commands(String id) {
        return costs.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(id))
                .map(entry -> entry.getValue().getFirst().redisCommands())
                .findFirst()
                .orElseThrow();
    }

    private static double number(Sheet.Row row, String column) {
        Double value = sheet.value(row.label(), column);
        assertThat(value).as(row.label() + ": " + column).isNotNull();
        return value == null ? Double.NaN : value;
    }
}
