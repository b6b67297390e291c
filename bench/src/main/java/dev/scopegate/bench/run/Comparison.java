package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.Options;
import dev.scopegate.bench.load.Call;
import dev.scopegate.bench.load.Load;
import dev.scopegate.bench.load.Loader;
import dev.scopegate.bench.load.OwnLoader;
import dev.scopegate.bench.load.Wrk;
import dev.scopegate.bench.machine.JvmVitals;
import dev.scopegate.bench.machine.Tools;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.report.Sheet.Row;
import dev.scopegate.bench.system.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The main table: every contestant in turn, round after round, so that a machine that drifts drifts for all alike. */
public final class Comparison implements Undertaking {

    private static final double MOST_WRONG = 0.001;
    private static final int MOST_STEPS = 24;
    private static final int STEADY = 2;
    /** Rounds before those that count: what one row warms up, the next ones have the compilers do over. */
    static final int SETTLING = 2;

    private static final double GROWTH = 1.03;
    /** Parts of a step for which a JVM's compilers work once it has compiled what matters. */
    private static final double COMPILING = 0.15;

    private static final double MICROS_PER_MILLI = 1_000;
    private static final Duration BREATH = Duration.ofMillis(300);

    private static final List<Column> COLUMNS = List.of(
            new Column("requests/s", 0),
            new Column("to a", 2),
            new Column("spread %", 0),
            new Column("p50 ms", 2),
            new Column("p99 ms", 2),
            new Column("CPU µs", 1),
            new Column("bytes", 0),
            new Column("Redis scripts", 3),
            new Column("Redis commands", 3),
            new Column("Redis CPU µs", 1),
            new Column("wrong", 0));

    private static final List<String> NOTES = List.of(
            "Medians over all rounds. Two more go before (not with --quick), so that compilers have seen all there is.",
            "\"To a\" is the median of each round's ratio of throughput to a's in that round.",
            "CPU, allocated bytes, Redis commands and Redis's CPU are per request; CPU and bytes of the gateway's process.",
            "Each script is one round trip. Commands include those inside scripts. Both include what is done in the background.");

    @Override
    public Outcome run(Path root, Options options) {
        Tools.require(Contestants.needLua(options.only()));
        return Workplace.in(root, options.jvm(), workplace -> Outcome.of(sheet(costs(workplace, options))));
    }

    /** Also without nginx and wrk, where only those are asked for that do without. */
    static Map<Case, List<Cost>> costs(Workplace workplace, Options options) {
        Loader loader = loader(workplace);
        List<Case> cases = Contestants.start(workplace, options.only());
        for (Case each : cases) {
            say("warm-up " + each.label());
            Probe.require(each.call());
            warmUp(loader, each.call(), each.server(), options);
        }
        Map<Case, List<Cost>> costs = new LinkedHashMap<>();
        for (int i = 0; i < options.size(SETTLING, 0); i++) {
            cases.forEach(each -> measured("before the rounds, ", each, loader, options));
        }
        for (int round = 1; round <= options.rounds(); round++) {
            for (Case each : cases) {
                Cost cost = measured("round " + round + " ", each, loader, options);
                costs.computeIfAbsent(each, first -> new ArrayList<>()).add(cost);
            }
        }
        return costs;
    }

    private static Cost measured(String when, Case each, Loader loader, Options options) {
        rest();
        Cost cost = Cost.of(each.server(), () -> loader.run(each.call(), options.connections(), options.duration()));
        require(each, cost.load());
        say("%s%s: %.0f/s, %.0f µs of CPU each"
                .formatted(when, each.id(), cost.load().perSecond(), cost.cpuMicros()));
        return cost;
    }

    /**
     * Step by step until the rate grows no more and the JVM's compilers have come to rest: how long that takes depends on
     * the machine.
     */
    static void warmUp(Loader loader, Call call, Server server, Options options) {
        double best = 0;
        int steady = 0;
        long compiled = compilingMillis(server);
        for (int step = 0; step < options.size(MOST_STEPS, 1) && steady < STEADY; step++) {
            double rate =
                    loader.run(call, options.connections(), options.warmUp()).perSecond();
            long now = compilingMillis(server);
            boolean compiling = now - compiled > COMPILING * options.warmUp().toMillis();
            steady = rate < GROWTH * best && !compiling ? steady + 1 : 0;
            best = Math.max(best, rate);
            compiled = now;
        }
    }

    private static long compilingMillis(Server server) {
        JvmVitals vitals = server.vitals();
        return vitals == null ? 0 : vitals.compilingMillis();
    }

    static Loader loader(Workplace workplace) {
        return Tools.wrk().<Loader>map(program -> new Wrk(program, workplace)).orElseGet(OwnLoader::new);
    }

    /** Lets what is written in the background be written. */
    static void rest() {
        try {
            Thread.sleep(BREATH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted between two rounds", e);
        }
    }

    static void say(String line) {
        System.err.println("bench: " + line);
    }

    private static void require(Case each, Load load) {
        if (load.calls() == 0 || load.wrong() > MOST_WRONG * load.calls()) {
            throw new BenchFailure("all calls of '" + each.label() + "' must be answered "
                    + each.call().status() + ", but " + load.wrong() + " of " + load.calls() + " were not");
        }
    }

    static Sheet sheet(Map<Case, List<Cost>> costs) {
        List<Cost> bare = costs.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals("a"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(List.of());
        List<Row> rows = costs.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue(), bare))
                .toList();
        return new Sheet("compare", "Throughput and what a request costs", NOTES, COLUMNS, rows);
    }

    private static Row row(Case each, List<Cost> costs, List<Cost> bare) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < bare.size(); round++) {
            ratios.add(
                    costs.get(round).load().perSecond() / bare.get(round).load().perSecond());
        }
        return Row.of(
                each.label(),
                median(costs, cost -> cost.load().perSecond()),
                Statistics.median(ratios),
                Statistics.spread(
                        costs.stream().map(cost -> cost.load().perSecond()).toList()),
                median(costs, cost -> cost.load().p50Micros() / MICROS_PER_MILLI),
                median(costs, cost -> cost.load().p99Micros() / MICROS_PER_MILLI),
                median(costs, Cost::cpuMicros),
                Statistics.median(costs.stream().map(Cost::allocatedBytes).toList()),
                Statistics.median(costs.stream().map(Cost::scripts).toList()),
                Statistics.median(costs.stream().map(Cost::allCommands).toList()),
                Statistics.median(costs.stream().map(Cost::redisMicros).toList()),
                costs.stream().mapToDouble(cost -> cost.load().wrong()).sum());
    }

    private static @Nullable Double median(List<Cost> costs, ToDoubleFunction<Cost> number) {
        return Statistics.median(costs.stream().map(number::applyAsDouble).toList());
    }
}
