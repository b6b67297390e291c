package dev.scopegate.bench.report;

import dev.scopegate.bench.machine.MachineFacts;
import java.util.List;
import java.util.stream.Collectors;

/** The page that shows a file of results: what was measured where and how, and every table. */
public final class Page {

    private static final String HEAD = """
            # How fast it is

            Measured, not estimated: every number on this page comes from `./scopegate bench`, which prints the like of it \
            on your machine. Ratios carry over to other machines, absolute numbers do not.
            """;
    private static final String PICTURE =
            "\n![Requests per second, beside what one would use instead](performance.svg)\n";

    private Page() {}

    /** As Markdown. */
    public static String of(Results results) {
        boolean drawn = Chart.of(results).isPresent();
        return HEAD + (drawn ? PICTURE : "") + "\n" + machines(results.entries()) + "\n"
                + results.entries().stream().map(Page::section).collect(Collectors.joining("\n"));
    }

    private static String machines(List<Results.Entry> entries) {
        return entries.stream()
                .map(Results.Entry::machine)
                .distinct()
                .map(Page::words)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String words(MachineFacts machine) {
        return "Machine: %s, %d cores, %d GiB; %s; JDK %s%s. Load, gateways, Redis and upstream share it."
                .formatted(
                        machine.processor(),
                        machine.cores(),
                        machine.memoryGib(),
                        machine.system(),
                        machine.java(),
                        machine.jvmFlags().isEmpty() ? "" : " with `" + machine.jvmFlags() + "`");
    }

    private static String section(Results.Entry entry) {
        return entry.sheet().markdown() + "\n`" + entry.command() + "`, " + entry.at() + "\n";
    }
}
