package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.load.Latencies;
import dev.scopegate.bench.report.Sheet.Row;
import dev.scopegate.bench.system.RedisMeter;
import dev.scopegate.bench.system.Server;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One list that is asked for again and again, and how long its answers took. */
final class ListCall {

    /** What no list may take. */
    static final double MOST_MILLIS = 200;

    private static final double MICROS_PER_MILLI = 1_000;
    private static final int COUNTED_CALLS = 5;
    /** The first call of all finds code that has never run. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** They hold up Redis for as long as there is anything in it. */
    private static final List<String> FORBIDDEN = List.of("keys", "scan");

    private final String path;
    private final HttpRequest request;
    private final RedisMeter redis;
    private final Latencies latencies = new Latencies();
    private final List<String> forbidden = new ArrayList<>();
    private double commands;
    private int length;

    /** A list of this server, asked for with these headers. */
    ListCall(Server admin, String path, String... headers) {
        this.path = path;
        this.request = Probe.request(admin.base().resolve(path))
                .timeout(PATIENCE)
                .headers(headers)
                .GET()
                .build();
        this.redis = Objects.requireNonNull(admin.redis());
    }

    /** The answer, which must be the list. */
    String answer() {
        HttpResponse<String> answer = Probe.send(request);
        if (answer.statusCode() != 200) {
            throw new BenchFailure("GET " + path + " must be answered 200, but was " + answer.statusCode());
        }
        return answer.body();
    }

    /** Notes how long one answer takes. */
    void time() {
        long begin = System.nanoTime();
        answer();
        latencies.add(System.nanoTime() - begin);
    }

    /** Notes what it asks of Redis, by calls of their own: counting takes time too. */
    void count() {
        Map<String, Long> before = redis.commands();
        for (int i = 0; i < COUNTED_CALLS; i++) {
            length = answer().length();
        }
        Map<String, Long> after = redis.commands();
        long sent = 0;
        for (Map.Entry<String, Long> command : after.entrySet()) {
            long calls = command.getValue() - before.getOrDefault(command.getKey(), 0L);
            sent += calls;
            if (calls > 0 && FORBIDDEN.contains(command.getKey())) {
                forbidden.add(command.getKey());
            }
        }
        commands = sent / (double) COUNTED_CALLS;
    }

    Row row() {
        return Row.of("GET " + path, millis(0.5), millis(0.99), millis(1), commands, length / 1_024.0);
    }

    /** For who waits. */
    String text() {
        return "%6.1f ms p50  %6.1f ms p99  %6.1f ms worst  of %.0f  GET %s"
                .formatted(millis(0.5), millis(0.99), millis(1), MOST_MILLIS, path);
    }

    /** What it does that it must not. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (millis(0.99) >= MOST_MILLIS) {
            broken.add("GET %s must take less than %.0f ms, but p99 is %.0f ms"
                    .formatted(path, MOST_MILLIS, millis(0.99)));
        }
        forbidden.forEach(name -> broken.add("GET " + path + " must not send " + name + " to Redis, but does"));
        return broken;
    }

    private double millis(double share) {
        return latencies.micros(share) / MICROS_PER_MILLI;
    }
}
