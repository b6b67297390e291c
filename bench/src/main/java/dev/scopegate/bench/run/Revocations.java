package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.Options;
import dev.scopegate.bench.load.Call;
import dev.scopegate.bench.load.Latencies;
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
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** How long a revoked token still passes somewhere, while three gateways are busy with other calls. */
public final class Revocations implements Undertaking {

    private static final int GATEWAYS = 3;
    private static final double MICROS_PER_MILLI = 1_000;
    private static final int REFUSED = 401;
    private static final Duration SLICE = Duration.ofSeconds(2);
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Latencies answered = new Latencies();
    private final Latencies sinceSent = new Latencies();
    private final Latencies sinceAnswer = new Latencies();

    @Override
    public Outcome run(Path root, Options options) {
        return Workplace.in(root, options.jvm(), workplace -> {
            URI upstream = Upstream.start(workplace);
            Scopegate scopegate = Scopegate.start(workplace);
            Server admin = scopegate.admin();
            List<Server> gates = IntStream.range(0, GATEWAYS)
                    .mapToObj(i -> scopegate.gateway(upstream, 1))
                    .toList();
            String busy = scopegate.population().issue(terms()).secret();
            Loader loader = Comparison.loader(workplace);
            gates.forEach(gate -> Comparison.warmUp(loader, call(gate, busy), gate, options));
            AtomicBoolean goOn = new AtomicBoolean(true);
            try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Load>> loads = gates.stream()
                        .map(gate -> pool.submit(() -> keepBusy(loader, call(gate, busy), options, goOn)))
                        .toList();
                try {
                    for (int i = 0; i < options.size(100, 10); i++) {
                        revoke(scopegate.population().issue(terms()), admin, gates, pool);
                    }
                } finally {
                    goOn.set(false);
                }
                return Outcome.of(sheet(perSecond(loads)));
            }
        });
    }

    private static dev.scopegate.policy.token.Terms terms() {
        return Population.terms(Contestants.CAPABILITIES, Contestants.RATE);
    }

    private static Call call(Server gate, String token) {
        return Call.bearer(gate.base().resolve(Population.path()), token, 200);
    }

    private static Load keepBusy(Loader loader, Call call, Options options, AtomicBoolean goOn) {
        Load last = loader.run(call, options.connections() / GATEWAYS, SLICE);
        while (goOn.get()) {
            last = loader.run(call, options.connections() / GATEWAYS, SLICE);
        }
        return last;
    }

    /** Each gateway is asked again and again, one call after the other, until it refuses. */
    private void revoke(Issued token, Server admin, List<Server> gates, ExecutorService pool) {
        gates.forEach(gate -> Probe.require(call(gate, token.secret())));
        List<Future<Long>> refusals = gates.stream()
                .map(gate -> pool.submit(() -> firstRefusal(gate, token.secret())))
                .toList();
        HttpRequest request = Probe.request(admin.base().resolve("/api/v1/tokens/" + token.id()))
                .header("Authorization", "Bearer " + Scopegate.ADMIN_TOKEN)
                .DELETE()
                .build();
        long sent = System.nanoTime();
        int status = Probe.send(request).statusCode();
        long answer = System.nanoTime();
        if (status != 200) {
            throw new BenchFailure("a revocation must be answered 200, but was " + status);
        }
        long last = sent;
        for (Future<Long> refusal : refusals) {
            last = Math.max(last, await(refusal));
        }
        answered.add(answer - sent);
        sinceSent.add(last - sent);
        sinceAnswer.add(Math.max(0, last - answer));
    }

    private static long firstRefusal(Server gate, String token) {
        HttpRequest request = Probe.request(gate.base().resolve(Population.path()))
                .header("Authorization", "Bearer " + token)
                .build();
        long deadline = System.nanoTime() + PATIENCE;
        while (Probe.send(request).statusCode() != REFUSED) {
            if (System.nanoTime() > deadline) {
                throw new BenchFailure("a gateway must refuse a revoked token, but still lets it pass");
            }
        }
        return System.nanoTime();
    }

    private static double perSecond(List<Future<Load>> loads) {
        List<Double> each = new ArrayList<>();
        loads.forEach(load -> each.add(await(load).perSecond()));
        return each.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static <T> T await(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted while waiting for gateways", e);
        } catch (ExecutionException e) {
            throw new BenchFailure("a gateway must go on, but: " + e.getCause(), e);
        }
    }

    private Sheet sheet(double perSecond) {
        List<Column> columns = List.of(new Column("p50 ms", 1), new Column("p99 ms", 1), new Column("most ms", 1));
        List<String> notes = List.of(
                "Three gateways under full load, %,.0f requests/s together at the end; %d revocations."
                        .formatted(perSecond, answered.size()),
                "A gateway refuses when a caller has its first refusal in hand; it calls again as soon as it is answered.",
                "0 after the answer: every gateway had refused before the revocation was answered.");
        return new Sheet(
                "revocation",
                "Revocation over three gateways",
                notes,
                columns,
                List.of(
                        row("revocation is answered", answered),
                        row("last gateway refuses, since the revocation was sent", sinceSent),
                        row("last gateway refuses, since it was answered", sinceAnswer)));
    }

    private static Row row(String label, Latencies times) {
        return Row.of(
                label,
                times.micros(0.5) / MICROS_PER_MILLI,
                times.micros(0.99) / MICROS_PER_MILLI,
                times.micros(1) / MICROS_PER_MILLI);
    }
}
