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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** How long a revoked token still passes somewhere, while three gateways are busy with other calls. */
public final class Revocations implements Undertaking {

    private static final int GATEWAYS = 3;
    /** Callers of each gateway with the token that is revoked: the more, the nearer what they see is to what happens. */
    private static final int CALLERS = 4;

    private static final double MICROS_PER_MILLI = 1_000;
    private static final int REFUSED = 401;
    private static final Duration SLICE = Duration.ofSeconds(2);
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Latencies answered = new Latencies();
    private final Latencies sinceSent = new Latencies();
    private final Latencies sinceAnswer = new Latencies();
    private final Latencies passing = new Latencies();
    private final Latencies refusing = new Latencies();

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
            try (ExecutorService pool = Executors.newCachedThreadPool()) {
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

    /** Each gateway is asked again and again, by each caller one call after the other, until it refuses. */
    private void revoke(Issued token, Server admin, List<Server> gates, ExecutorService pool) {
        gates.forEach(gate -> Probe.require(call(gate, token.secret())));
        CountDownLatch calling = new CountDownLatch(GATEWAYS * CALLERS);
        List<List<Future<Turn>>> turns = gates.stream()
                .map(gate -> IntStream.range(0, CALLERS)
                        .mapToObj(i -> pool.submit(() -> turn(gate, token.secret(), calling)))
                        .toList())
                .toList();
        HttpRequest request = Probe.request(admin.base().resolve("/api/v1/tokens/" + token.id()))
                .header("Authorization", "Bearer " + Scopegate.ADMIN_TOKEN)
                .DELETE()
                .build();
        awaitAll(calling);
        long sent = System.nanoTime();
        int status = Probe.send(request).statusCode();
        long answer = System.nanoTime();
        if (status != 200) {
            throw new BenchFailure("a revocation must be answered 200, but was " + status);
        }
        List<Turn> gateways = turns.stream()
                .map(callers ->
                        Turn.ofAll(callers.stream().map(Revocations::await).toList()))
                .toList();
        answered.add(answer - sent);
        sinceSent.add(last(gateways, Turn::refused) - sent);
        sinceAnswer.add(Math.max(0, last(gateways, Turn::refused) - answer));
        refusing.add(Math.max(0, last(gateways, Turn::refusing) - answer));
        passing.add(Math.max(0, last(gateways, Turn::passed) - answer));
    }

    private static long last(List<Turn> gateways, ToLongFunction<Turn> moment) {
        return gateways.stream().mapToLong(moment).max().orElseThrow();
    }

    /**
     * Where one gateway turned from letting a token pass to refusing it.
     *
     * @param passed when the last call was sent that it let pass
     * @param refusing when the first call after that was sent, which it refused
     * @param refused when the first refusal was there
     */
    private record Turn(long passed, long refusing, long refused) {

        static Turn ofAll(List<Turn> callers) {
            long passed = last(callers, Turn::passed);
            return new Turn(
                    passed,
                    callers.stream()
                            .mapToLong(Turn::refusing)
                            .filter(sent -> sent > passed)
                            .min()
                            .orElseThrow(),
                    callers.stream().mapToLong(Turn::refused).min().orElseThrow());
        }
    }

    private static void awaitAll(CountDownLatch calling) {
        try {
            if (!calling.await(PATIENCE, TimeUnit.NANOSECONDS)) {
                throw new BenchFailure(
                        "all callers must pass before the revocation, but " + calling.getCount() + " wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted while waiting for callers", e);
        }
    }

    /** Tells when its first call has passed. */
    private static Turn turn(Server gate, String token, CountDownLatch calling) {
        try (Knocker knocker = Knocker.at(gate.base().resolve(Population.path()), token)) {
            long begun = System.nanoTime();
            long passed = begun;
            long sent = begun;
            while (knocker.status() != REFUSED) {
                passed = sent;
                if (passed == begun) {
                    calling.countDown();
                }
                sent = System.nanoTime();
                if (sent - begun > PATIENCE) {
                    throw new BenchFailure("a gateway must refuse a revoked token, but still lets it pass");
                }
            }
            return new Turn(passed, sent, System.nanoTime());
        }
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
                "%d callers of each gateway call again as soon as they are answered; the last of the gateways counts."
                        .formatted(CALLERS),
                "A gateway turned between the last call that passed and the first one after it, by when they were sent.",
                "When a refusal is in a caller's hand tells how long calls take under that load, too.",
                "0 after the answer: it was so before the revocation was answered.");
        return new Sheet(
                "revocation",
                "Revocation over three gateways",
                notes,
                columns,
                List.of(
                        row("revocation is answered", answered),
                        row("since it was answered: last call is sent that passes", passing),
                        row("since it was answered: first call after that is sent, which is refused", refusing),
                        row("since it was answered: first refusal is in a caller's hand", sinceAnswer),
                        row("since it was sent: first refusal is in a caller's hand", sinceSent)));
    }

    private static Row row(String label, Latencies times) {
        return Row.of(
                label,
                times.micros(0.5) / MICROS_PER_MILLI,
                times.micros(0.99) / MICROS_PER_MILLI,
                times.micros(1) / MICROS_PER_MILLI);
    }
}
