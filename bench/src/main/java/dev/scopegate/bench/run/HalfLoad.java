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
            "Calls come at an even rate, whether or not earlier ones were answered.",
            "Half of what e answers at most may be more than a can bear; half of what a answers at most is for both.",
            "A call's time counts from when it was due. Medians over interleaved rounds.");

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
        List<Offer> offers = cases.reversed().stream()
                .map(each -> halfOf(each, loader, options))
                .toList();
        Map<Measured, List<Load>> loads = new LinkedHashMap<>();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Offer offer : offers) {
                for (Case each : cases) {
                    Load load = measure(each, offer, loader, options);
                    loads.computeIfAbsent(new Measured(offer, each), first -> new ArrayList<>())
                            .add(load);
                }
            }
        }
        List<Row> rows = loads.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        return new Sheet("half-load", "Latency at half load", NOTES, columns(), rows);
    }

    private static Load measure(Case each, Offer offer, OwnLoader loader, Options options) {
        Comparison.rest();
        Load load = loader.atRate(each.call(), options.connections(), options.duration(), offer.perSecond());
        Comparison.say("half of %s, %s: p50 %.2f ms, p99 %.2f ms"
                .formatted(
                        offer.of(),
                        each.id(),
                        load.p50Micros() / MICROS_PER_MILLI,
                        load.p99Micros() / MICROS_PER_MILLI));
        return load;
    }

    private record Offer(String of, double perSecond) {}

    private record Measured(Offer offer, Case of) {}

    private static Offer halfOf(Case each, OwnLoader loader, Options options) {
        Load peak = loader.run(each.call(), options.connections(), options.duration());
        return new Offer(each.id(), peak.perSecond() / 2);
    }

    private static List<Column> columns() {
        return List.of(
                new Column("requests/s", 0),
                new Column("p50 ms", 2),
                new Column("p99 ms", 2),
                new Column("late or wrong", 0));
    }

    private static Row row(Measured measured, List<Load> loads) {
        return Row.of(
                "%,.0f/s offered (half of %s): %s"
                        .formatted(
                                measured.offer().perSecond(),
                                measured.offer().of(),
                                measured.of().label()),
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
