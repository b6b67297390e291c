package dev.scopegate.admin.audit;

import dev.scopegate.admin.http.RefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How the audit log is written to a file: one entry a line. */
public enum ExportFormat {

    /** Comma-separated values (RFC 4180) with the fields' names first. */
    CSV("csv", "text/csv; charset=utf-8; header=present") {
        @Override
        String head(List<String> fields) {
            return row(fields);
        }

        @Override
        String line(Map<String, @Nullable Object> form) {
            return row(form.values());
        }
    },

    /** JSON lines. */
    JSONL("jsonl", "application/x-ndjson") {
        @Override
        String head(List<String> fields) {
            return "";
        }

        @Override
        String line(Map<String, @Nullable Object> form) {
            return JsonMapper.shared().writeValueAsString(form) + "\n";
        }
    };

    /** What spreadsheets take for the beginning of a formula (OWASP, CSV injection). */
    private static final String FORMULA = "=+-@\t\r\n";

    private final String suffix;
    private final String type;

    ExportFormat(String suffix, String type) {
        this.suffix = suffix;
        this.type = type;
    }

    abstract String head(List<String> fields);

    abstract String line(Map<String, @Nullable Object> form);

    public static ExportFormat of(String text) {
        return switch (text) {
            case "csv" -> CSV;
            case "jsonl" -> JSONL;
            default -> throw RefusedException.invalid("'format' must be 'csv' or 'jsonl'");
        };
    }

    String suffix() {
        return suffix;
    }

    String type() {
        return type;
    }

    static String row(Collection<? extends @Nullable Object> values) {
        return values.stream().map(ExportFormat::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(@Nullable Object value) {
        String text = value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : value == null ? "" : value.toString();
        String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
