package dev.scopegate.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.bench.machine.MachineFacts;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.report.Sheet.Row;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of numbers is those numbers, also after they were kept in a file. */
class PageTest {

    private static final MachineFacts MACHINE = new MachineFacts("a processor", 2, 8, "Linux 6", "25, someone", "");

    @TempDir
    private Path folder;

    private static Results.Entry entry(String name, double throughput) {
        Sheet sheet = new Sheet(
                name,
                "Title of " + name,
                List.of("a note"),
                List.of(new Column("requests/s", 0), new Column("to a", 2)),
                List.of(Row.of("a. one < two", 1_000.0, 1.0), Row.of("e. other", throughput, null)));
        return new Results.Entry(sheet, "./scopegate bench " + name, "2026-01-01T00:00:00Z", MACHINE);
    }

    @Test
    void results_are_read_as_they_were_written_and_replaced_in_their_places() {
        Path file = folder.resolve("results.json");
        Results.read(file).with(entry("compare", 1.0)).with(entry("scale", 2.0)).write(file);
        Results.read(file).with(entry("compare", 1_500.0)).write(file);

        assertThat(Results.read(file).entries()).containsExactly(entry("compare", 1_500), entry("scale", 2));
    }

    @Test
    void a_page_shows_machine_command_and_every_row_and_a_dash_for_what_is_not_there() {
        assertThat(Page.of(new Results(List.of(entry("compare", 1_500)))))
                .contains("Machine: a processor, 2 cores, 8 GiB; Linux 6; JDK 25, someone.")
                .contains("`./scopegate bench compare`, 2026-01-01T00:00:00Z")
                .contains("| e. other | 1,500 | - |")
                .contains("![");
    }

    @Test
    void bars_are_as_long_as_throughput_and_only_of_the_comparison() {
        assertThat(Chart.of(new Results(List.of(entry("scale", 1))))).isEmpty();
        assertThat(Chart.of(new Results(List.of(entry("compare", 500)))).orElseThrow())
                .contains("a. one &lt; two")
                .contains("width=\"300.0\"")
                .contains("width=\"150.0\"");
    }

    @Test
    void a_table_for_terminals_aligns_its_numbers() {
        assertThat(entry("compare", 1_500).sheet().text().lines().skip(2).limit(3))
                .containsExactly(
                        "              requests/s  to a",
                        "a. one < two       1,000  1.00",
                        "e. other           1,500     -");
    }
}
