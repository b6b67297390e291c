package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.Options;
import dev.scopegate.bench.load.Call;
import dev.scopegate.bench.load.Load;
import dev.scopegate.bench.load.Loader;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.report.Sheet.Row;
import dev.scopegate.bench.system.Population;
import dev.scopegate.bench.system.Population.Issued;
import dev.scopegate.bench.system.Scopegate;
import dev.scopegate.bench.system.Server;
import dev.scopegate.bench.system.Upstream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What stays flat: more tokens, capabilities, routes or gateways, each beside the least of it. */
public final class Scale implements Undertaking {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final List<Column> COLUMNS = List.of(
            new Column("requests/s", 0),
            new Column("to the first", 2),
            new Column("p99 ms", 2),
            new Column("CPU µs", 1),
            new Column("Redis scripts", 3),
            new Column("Redis commands", 3),
            new Column("bytes per grant", 0));
    private static final List<String> NOTES = List.of(
            "Each group is measured in interleaved rounds, after two that do not count (not with --quick); medians; \"to the"
                    + " first\" is the ratio to the group's first row.",
            "Tokens and routes by two gateways for each number: what compilers make of a program differs between its runs.",
            "Per request: scripts that Redis ran, each one round trip; commands, those inside scripts included.",
            "Bytes per grant: what is reachable after a collection, before and after so many tokens were called once.");

    private final List<Row> rows = new ArrayList<>();

    @Override
    public Outcome run(Path root, Options options) {
        inTurn(root, options, this::tokens);
        inTurn(root, options, this::capabilities);
        inTurn(root, options, this::routes);
        inTurn(root, options, this::gateways);
        return Outcome.of(new Sheet("scale", "What stays flat", NOTES, COLUMNS, List.copyOf(rows)));
    }

    private interface Group {
        void measure(Workplace workplace, URI upstream, Options options);
    }

    private static void inTurn(Path root, Options options, Group group) {
        Workplace.run(root, options.jvm(), workplace -> {
            group.measure(workplace, Upstream.start(workplace), options);
        });
    }

    private void tokens(Workplace workplace, URI upstream, Options options) {
        List<Variant> variants = new ArrayList<>();
        List<Variant> others = new ArrayList<>();
        List<ColdGrants> cold = new ArrayList<>();
        for (int count : List.of(1, options.size(100_000, 1_000), options.size(1_000_000, 5_000))) {
            Scopegate scopegate = Scopegate.start(workplace, "tokens-" + count);
            Comparison.say("filling: " + count + " tokens");
            List<Issued> tokens = scopegate.population().issue(Population.terms(Contestants.CAPABILITIES), count);
            String label = "%,d tokens in Redis".formatted(count);
            Issued token = token(scopegate);
            Server gate = scopegate.gateway(upstream, 1);
            variants.add(new Variant(label, gate, call(gate, token)));
            Server other = scopegate.gateway(upstream, 1);
            others.add(new Variant(label, other, call(other, token)));
            if (count > 1) {
                cold.add(new ColdGrants(gate, tokens, options.size(50_000, 500)));
            }
        }
        variants.addAll(others);
        measure(workplace, variants, options);
        cold.forEach(each -> rows.add(each.measure(workplace)));
        measureTurns(workplace, cold.getLast(), options);
    }

    /** What was called once each, called again and again in turn: all of it is in memory. */
    private void measureTurns(Workplace workplace, ColdGrants grants, Options options) {
        int count = options.size(10_000, 300);
        String label = "%,d tokens in turn".formatted(count);
        measure(workplace, List.of(new Variant(label, grants.server(), grants.turns(workplace, count))), options);
    }

    private void capabilities(Workplace workplace, URI upstream, Options options) {
        Scopegate scopegate = Scopegate.start(workplace);
        Server gate = scopegate.gateway(upstream, 1);
        measure(
                workplace,
                Stream.of(1, Contestants.CAPABILITIES, Population.OPERATIONS)
                        .map(count -> new Variant(
                                count + " capabilities",
                                gate,
                                call(gate, scopegate.population().issue(Population.terms(count, Contestants.RATE)))))
                        .toList(),
                options);
    }

    private void routes(Workplace workplace, URI upstream, Options options) {
        Scopegate scopegate = Scopegate.start(workplace);
        Issued token = token(scopegate);
        measure(
                workplace,
                Stream.of(1, 10, 200, 1, 10, 200)
                        .map(count -> {
                            Server gate = scopegate.gateway(upstream, count);
                            return new Variant(count + " routes", gate, call(gate, token));
                        })
                        .toList(),
                options);
    }

    private void gateways(Workplace workplace, URI upstream, Options options) {
        Scopegate scopegate = Scopegate.start(workplace);
        Issued token = token(scopegate);
        List<Server> gates = IntStream.range(0, 3)
                .mapToObj(i -> scopegate.gateway(upstream, 1))
                .toList();
        Call call = call(gates.getFirst(), token);
        List<Variant> variants = List.of(
                new Variant("1 gateway", gates.getFirst(), call), new Variant("3 gateways together", gates, call));
        measure(workplace, variants, options);
    }

    private static Issued token(Scopegate scopegate) {
        return scopegate.population().issue(Population.terms(Contestants.CAPABILITIES, Contestants.RATE));
    }

    private static Call call(Server gate, Issued token) {
        return Call.bearer(gate.base().resolve(Population.path()), token.secret(), 200);
    }

    private void measure(Workplace workplace, List<Variant> variants, Options options) {
        Loader loader = Comparison.loader(workplace);
        for (Variant each : variants) {
            each.servers()
                    .forEach(server -> Comparison.warmUp(loader, each.call().at(server.base()), server, options));
        }
        for (int round = 0; round < options.size(Comparison.SETTLING, 0); round++) {
            variants.forEach(each -> measured("before the rounds, ", each, loader, options));
        }
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int round = 0; round < options.rounds(); round++) {
            for (Variant each : variants) {
                costs.computeIfAbsent(each.label(), first -> new ArrayList<>())
                        .add(measured("", each, loader, options));
            }
        }
        List<Cost> first = costs.values().iterator().next();
        costs.forEach((label, all) -> rows.add(row(label, all, first, areTogether(label, variants))));
    }

    private static boolean areTogether(String label, List<Variant> variants) {
        return variants.stream()
                .anyMatch(each -> each.label().equals(label) && each.servers().size() > 1);
    }

    private static Cost measured(String when, Variant each, Loader loader, Options options) {
        Comparison.rest();
        Cost cost = Cost.of(each.servers().getFirst(), () -> together(loader, each, options));
        Comparison.say("%s%s: %.0f/s".formatted(when, each.label(), cost.load().perSecond()));
        return cost;
    }

    /** All at the same time, each from a thread of its own; half and ninety-nine hundredths are those of the slowest. */
    private static Load together(Loader loader, Variant variant, Options options) {
        int connections = Math.max(1, options.connections() / variant.servers().size());
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
            List<CompletableFuture<Load>> running = variant.servers().stream()
                    .map(server -> CompletableFuture.supplyAsync(
                            () -> loader.run(variant.call().at(server.base()), connections, options.duration()),
                            threads))
                    .toList();
            return running.stream()
                    .map(CompletableFuture::join)
                    .reduce(Scale::sum)
                    .orElseThrow(() -> new BenchFailure("a variant needs a server, but has none"));
        }
    }

    private static Load sum(Load one, Load other) {
        return new Load(
                one.calls() + other.calls(),
                one.wrong() + other.wrong(),
                Math.max(one.micros(), other.micros()),
                Math.max(one.p50Micros(), other.p50Micros()),
                Math.max(one.p99Micros(), other.p99Micros()));
    }

    private static Row row(String label, List<Cost> costs, List<Cost> first, boolean together) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            ratios.add(costs.get(i).load().perSecond() / first.get(i).load().perSecond());
        }
        return Row.of(
                label,
                Statistics.median(
                        costs.stream().map(cost -> cost.load().perSecond()).toList()),
                Statistics.median(ratios),
                Statistics.median(costs.stream()
                        .map(cost -> cost.load().p99Micros() / MICROS_PER_MILLI)
                        .toList()),
                together
                        ? null
                        : Statistics.median(costs.stream().map(Cost::cpuMicros).toList()),
                Statistics.median(costs.stream().map(Cost::scripts).toList()),
                Statistics.median(costs.stream().map(Cost::allCommands).toList()),
                null);
    }
}
