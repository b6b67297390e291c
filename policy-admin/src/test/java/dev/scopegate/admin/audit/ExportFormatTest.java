package dev.scopegate.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spreadsheet that opens a file of ours computes nothing that somebody wrote into it. */
class ExportFormatTest {

    private static String cell(@Nullable Object value) {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("any", value);
        return ExportFormat.CSV.line(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "=", "+", "-", "@", "\t=1", "\t"})
    void what_begins_a_formula_begins_as_text(String text) {
        assertThat(cell(text)).isEqualTo("'" + text + "\r\n");
        assertThat(cell(List.of(text, "b"))).isEqualTo("'" + text + " b\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r=1", "\n=1", "=\"1\",2", "@a,b", "-\r\n"})
    void likewise_where_the_cell_needs_quotes(String text) {
        assertThat(cell(text)).isEqualTo("\"'" + text.replace("\"", "\"\"") + "\"\r\n");
    }

    @Test
    void each_cell_of_a_line_is_looked_at_and_the_head_too() {
        Map<String, @Nullable Object> form = new LinkedHashMap<>();
        form.put("a", "plain");
        form.put("b", "=1");
        form.put("c", null);
        form.put("d", "@x");
        assertThat(ExportFormat.CSV.line(form)).isEqualTo("plain,'=1,,'@x\r\n");
        assertThat(ExportFormat.CSV.head(List.of("=a", "b"))).isEqualTo("'=a,b\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1", "1-2", "GET /a", "a@b", "{\"a\":1}", "2026-11-25T00:00:00Z"})
    void nothing_else_is_changed(String text) {
        assertThat(cell(text).replace("\"\"", "\"")).contains(text).doesNotContain("'");
    }
}
