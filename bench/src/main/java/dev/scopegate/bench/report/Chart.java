package dev.scopegate.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The main table as a picture: one bar for each row, as long as its throughput, with the ratio to the stock gateway. */
public final class Chart {

    private static final String THROUGHPUT = "requests/s";
    private static final String RATIO = "to a";
    private static final int WIDTH = 900;
    private static final int BAR_LEFT = 440;
    private static final int BAR_ROOM = 300;
    private static final int STEP = 30;
    private static final int TOP = 50;
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 @WIDTH@ @HEIGHT@" role="img" aria-label="@TITLE@">
            <style>
            text { font: 14px system-ui, sans-serif; fill: #1f2933; }
            .title { font-weight: 600; font-size: 16px; }
            .peer { fill: #9aa5b1; } .own { fill: #2f6f4f; } .refusal { fill: #b8cfc3; }
            .value { font-variant-numeric: tabular-nums; }
            @media (prefers-color-scheme: dark) { text { fill: #e4e7eb; } .own { fill: #6fbf94; } }
            </style>
            <text class="title" x="0" y="22">@TITLE@</text>
            """;

    private Chart() {}

    /** As SVG; nothing where the main table is not among the results. */
    public static Optional<String> of(Results results) {
        return results.entries().stream()
                .map(Results.Entry::sheet)
                .filter(sheet -> sheet.name().equals("compare"))
                .findFirst()
                .map(Chart::draw);
    }

    private static String draw(Sheet sheet) {
        List<String> labels = sheet.rows().stream().map(Sheet.Row::label).toList();
        double most = labels.stream()
                .mapToDouble(label -> orZero(sheet.value(label, THROUGHPUT)))
                .max()
                .orElse(1);
        int height = TOP + labels.size() * STEP;
        StringBuilder svg = new StringBuilder(HEAD.replace("@WIDTH@", Integer.toString(WIDTH))
                .replace("@HEIGHT@", Integer.toString(height))
                .replace("@TITLE@", "Requests per second, and the ratio to a stock gateway"));
        for (int i = 0; i < labels.size(); i++) {
            svg.append(bar(sheet, labels.get(i), most, TOP + i * STEP));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String bar(Sheet sheet, String label, double most, int y) {
        double throughput = orZero(sheet.value(label, THROUGHPUT));
        double length = most == 0 ? 0 : throughput / most * BAR_ROOM;
        Double ratio = sheet.value(label, RATIO);
        String value = String.format(Locale.ROOT, "%,.0f", throughput)
                + (ratio == null ? "" : String.format(Locale.ROOT, " (%.2f×)", ratio));
        return String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect class="%s" x="%d" y="%d" width="%.1f" height="18" rx="2"/>
                <text class="value" x="%.1f" y="%d">%s</text>
                """,
                BAR_LEFT - 8,
                y + 14,
                escaped(label),
                kind(label),
                BAR_LEFT,
                y,
                length,
                BAR_LEFT + length + 8,
                y + 14,
                value);
    }

    private static String kind(String label) {
        return label.startsWith("i") ? "refusal" : label.compareTo("e") < 0 ? "peer" : "own";
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
