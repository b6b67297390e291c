package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.load.Call;
import dev.scopegate.bench.load.OwnLoader;
import dev.scopegate.bench.machine.JvmVitals;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet.Row;
import dev.scopegate.bench.system.Population;
import dev.scopegate.bench.system.Population.Issued;
import dev.scopegate.bench.system.Server;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tokens that a gateway has never seen: what the first call of each costs, and what it leaves in memory.
 *
 * @param tokens that Redis holds
 * @param count of them that are called
 */
record ColdGrants(Server server, List<Issued> tokens, int count) {

    private static final int CONNECTIONS = 32;
    private static final double MICROS_PER_MILLI = 1_000;

    Row measure(Workplace workplace) {
        JvmVitals vitals = java.util.Objects.requireNonNull(server.vitals());
        Call call = turns(workplace, count);
        long before = vitals.liveBytes();
        Cost cost = Cost.of(server, () -> new OwnLoader().once(call, CONNECTIONS));
        double bytes = (vitals.liveBytes() - before) / (double) count;
        if (cost.load().wrong() > 0) {
            throw new BenchFailure("every token must pass, but " + cost.load().wrong() + " did not");
        }
        return Row.of(
                "%,d tokens of %,d, once each".formatted(count, tokens.size()),
                cost.load().perSecond(),
                null,
                cost.load().p99Micros() / MICROS_PER_MILLI,
                cost.cpuMicros(),
                cost.scripts(),
                cost.allCommands(),
                bytes);
    }

    /** Calls with so many of them in turn. */
    Call turns(Workplace workplace, int most) {
        URI uri = server.base().resolve(Population.path());
        String lines = tokens.stream().limit(most).map(Issued::secret).collect(Collectors.joining("\n", "", "\n"));
        return Call.turns(uri, workplace.write("tokens-" + server.process().pid() + "-" + most, lines));
    }
}
