package dev.scopegate.bench.run;

import dev.scopegate.bench.Options;
import dev.scopegate.bench.machine.ProcessTree;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.report.Sheet.Row;
import dev.scopegate.bench.system.Scopegate;
import dev.scopegate.bench.system.Server;
import dev.scopegate.bench.system.StockServer;
import dev.scopegate.bench.system.Upstream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long each app takes until it serves, and how much memory it has then. */
public final class StartUp implements Undertaking {

    private static final double MILLIS_PER_SECOND = 1_000;
    private static final double KIB_PER_MIB = 1_024;
    private static final List<String> NOTES = List.of(
            "Medians. Ready is when the readiness probe (stock: the first call through it) is answered 200;",
            "resident is the process's memory in RAM just then, one app started after the other.");

    private record Start(double seconds, double residentMib) {}

    @Override
    public Outcome run(Path root, Options options) {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            Workplace.run(root, options.jvm(), workplace -> {
                URI upstream = Upstream.start(workplace);
                Scopegate scopegate = Scopegate.start(workplace);
                note(starts, "stock Spring Cloud Gateway", workplace, StockServer.bare(workplace, upstream));
                note(starts, "Scopegate's gateway", workplace, scopegate.gateway(upstream, 1));
                note(starts, "policy-admin", workplace, scopegate.admin());
            });
        }
        List<Row> rows = starts.entrySet().stream()
                .map(entry -> Row.of(
                        entry.getKey(),
                        Statistics.median(
                                entry.getValue().stream().map(Start::seconds).toList()),
                        Statistics.median(entry.getValue().stream()
                                .map(Start::residentMib)
                                .toList())))
                .toList();
        List<Column> columns = List.of(new Column("ready after s", 1), new Column("resident MiB", 0));
        return Outcome.of(new Sheet("start", "Start-up and memory", NOTES, columns, rows));
    }

    private static void note(Map<String, List<Start>> starts, String name, Workplace workplace, Server server) {
        ProcessTree process = server.process();
        Start start = new Start(
                workplace.startUp(process).toMillis() / MILLIS_PER_SECOND, process.residentKib() / KIB_PER_MIB);
        Comparison.say("%s: %.1f s, %.0f MiB".formatted(name, start.seconds(), start.residentMib()));
        starts.computeIfAbsent(name, first -> new ArrayList<>()).add(start);
    }
}
