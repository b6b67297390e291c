package dev.scopegate.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One table of measurements.
 *
 * @param name what was measured, as the command names it
 * @param title the same for readers
 * @param notes what one has to know to read it
 * @param columns what stands in the rows
 */
public record Sheet(String name, String title, List<String> notes, List<Column> columns, List<Row> rows) {

    /**
     * What a column shows.
     *
     * @param name with the unit
     * @param decimals digits behind the point
     */
    public record Column(String name, int decimals) {

        String show(@Nullable Double value) {
            return value == null ? "-" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
        }
    }

    /**
     * One thing that was measured.
     *
     * @param values one for each column; null where there is nothing to measure
     */
    public record Row(String label, List<@Nullable Double> values) {

        public static Row of(String label, @Nullable Double... values) {
            return new Row(label, Arrays.asList(values));
        }
    }

    /** The value of a row, both named as they stand there; null where there is none. */
    public @Nullable Double value(String label, String column) {
        int index = columns.stream().map(Column::name).toList().indexOf(column);
        return rows.stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .map(row -> row.values().get(index))
                .orElse(null);
    }

    /** For a terminal. */
    public String text() {
        List<List<String>> lines = cells();
        int[] widths = new int[columns.size() + 1];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        String table = lines.stream().map(line -> aligned(line, widths)).collect(Collectors.joining("\n"));
        return title + "\n\n" + table + "\n\n" + String.join("\n", notes) + "\n";
    }

    /** For a page. */
    public String markdown() {
        List<List<String>> lines = cells();
        String rule = "|---|" + "---:|".repeat(columns.size());
        String body = lines.stream()
                .skip(1)
                .map(line -> "| " + String.join(" | ", line) + " |")
                .collect(Collectors.joining("\n"));
        return "## " + title + "\n\n| " + String.join(" | ", lines.getFirst()) + " |\n" + rule + "\n" + body + "\n\n"
                + notes.stream().map(note -> "- " + note).collect(Collectors.joining("\n")) + "\n";
    }

    private List<List<String>> cells() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        columns.forEach(column -> head.add(column.name()));
        lines.add(head);
        for (Row row : rows) {
            List<String> line = new ArrayList<>(List.of(row.label()));
            for (int i = 0; i < columns.size(); i++) {
                line.add(columns.get(i).show(row.values().get(i)));
            }
            lines.add(line);
        }
        return lines;
    }

    private static String aligned(List<String> line, int... widths) {
        StringBuilder text = new StringBuilder(line.getFirst());
        text.repeat(' ', widths[0] - line.getFirst().length());
        for (int i = 1; i < line.size(); i++) {
            text.repeat(' ', widths[i] - line.get(i).length() + 2).append(line.get(i));
        }
        return text.toString();
    }
}
