package dev.scopegate.bench.run;

import dev.scopegate.bench.Options;
import dev.scopegate.bench.load.Load;
import dev.scopegate.bench.load.OwnLoader;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.report.Sheet.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long calls take when there is room: at half of what Scopegate does at most, for it and for the stock gateway. */
public final class HalfLoad implements Undertaking {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final List<String> NOTES = List.of(
            "Calls come at an even rate, half of the peak of e, whether or not earlier ones were answered;",
            "a call's time counts from when it was due. Medians over interleaved rounds.");

    @Override
    public Outcome run(Path root, Options options) {
        return Workplace.in(root, options.jvm(), workplace -> {
            List<Case> cases = Contestants.start(workplace, Set.of("a", "e"));
            return Outcome.of(measure(cases, options));
        });
    }

    private static Sheet measure(List<Case> cases, Options options) {
        OwnLoader loader = new OwnLoader();
        for (Case each : cases) {
            Probe.require(each.call());
            Comparison.warmUp(loader, each.call(), each.server(), options);
        }
        double rate = loader.run(cases.getLast().call(), options.connections(), options.duration())
                        .perSecond()
                / 2;
        Comparison.say("half of the peak of e: %.0f/s".formatted(rate));
        Map<Case, List<Load>> loads = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (Case each : cases) {
                Comparison.rest();
                loads.computeIfAbsent(each, first -> new ArrayList<>())
                        .add(loader.atRate(each.call(), options.connections(), options.duration(), rate));
            }
        }
        List<Row> rows = loads.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        return new Sheet("half-load", "Latency at half load", NOTES, columns(), rows);
    }

    private static List<Column> columns() {
        return List.of(
                new Column("requests/s", 0),
                new Column("p50 ms", 2),
                new Column("p99 ms", 2),
                new Column("late or wrong", 0));
    }

    private static Row row(Case each, List<Load> loads) {
        return Row.of(
                each.label(),
                Statistics.median(loads.stream().map(Load::perSecond).toList()),
                Statistics.median(loads.stream()
                        .map(load -> load.p50Micros() / MICROS_PER_MILLI)
                        .toList()),
                Statistics.median(loads.stream()
                        .map(load -> load.p99Micros() / MICROS_PER_MILLI)
                        .toList()),
                loads.stream().mapToDouble(Load::wrong).sum());
    }
}
