package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.Options;
import dev.scopegate.bench.load.Latencies;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.report.Sheet.Row;
import dev.scopegate.bench.system.Population;
import dev.scopegate.bench.system.RedisMeter;
import dev.scopegate.bench.system.Scopegate;
import dev.scopegate.bench.system.Server;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long policy-admin's lists take, as JSON and as pages, where there is much to list. */
public final class Lists implements Undertaking {

    private static final double MICROS_PER_MILLI = 1_000;
    private static final double MOST_MILLIS = 200;
    private static final int CALLS = 30;
    private static final int WARM_UP = 10;
    /** They hold up Redis for as long as there is anything in it. */
    private static final List<String> FORBIDDEN = List.of("keys", "scan");

    private static final String SESSION = "scopegate-session";
    private static final Pattern LOGIN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\"\\s*:\\s*\"?([^\",}]+)");

    private final List<Row> rows = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    @Override
    public Outcome run(Path root, Options options) {
        return Workplace.in(root, options.jvm(), workplace -> {
            Scopegate scopegate = Scopegate.start(workplace);
            int tokens = options.size(100_000, 2_000);
            int accounts = options.size(10_000, 500);
            Comparison.say("filling: " + tokens + " tokens, " + accounts + " accounts");
            scopegate.population().issue(Population.terms(1), tokens);
            scopegate.population().fill(accounts, options.size(1_000, 100));
            scopegate.population().decide(tokens);
            Server admin = scopegate.admin();
            api(admin);
            pages(admin);
            accessLists(admin, scopegate.login());
            return new Outcome(sheet(tokens, accounts), List.copyOf(broken));
        });
    }

    private Sheet sheet(int tokens, int accounts) {
        List<Column> columns = List.of(
                new Column("p50 ms", 1),
                new Column("p99 ms", 1),
                new Column("Redis commands", 0),
                new Column("KiB", 0));
        String title = "Lists of policy-admin with %,d tokens and %,d accounts".formatted(tokens, accounts);
        List<String> notes = List.of(
                "Time from sending the request to having the whole answer, one call after the other, on loopback.",
                "Each must take less than 200 ms, without KEYS or SCAN.");
        return new Sheet("lists", title, notes, columns, List.copyOf(rows));
    }

    private void api(Server admin) {
        String[] identity = {"Authorization", "Bearer " + Scopegate.ADMIN_TOKEN};
        String owned = "/api/v1/tokens?account=acc_bench";
        String next = member(NEXT, measure(admin, owned, identity).body());
        measure(admin, owned + "&before=" + next, identity);
        Stream.of(
                        owned + "&state=disabled",
                        owned + "&text=number+991",
                        owned + "&text=no+token+says+this",
                        "/api/v1/tokens?state=active",
                        "/api/v1/accounts",
                        "/api/v1/accounts?name=person77",
                        "/api/v1/accounts?name=nobody",
                        "/api/v1/audit?kind=decisions",
                        "/api/v1/audit?kind=changes",
                        "/api/v1/audit?kind=decisions&account=nobody")
                .forEach(path -> measure(admin, path, identity));
    }

    private void pages(Server admin) {
        String body = "{\"username\":\"admin\",\"password\":\"" + Scopegate.ADMIN_PASSWORD + "\"}";
        HttpRequest login = Probe.request(admin.base().resolve("/api/v1/auth"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        String[] identity = {
            "Cookie", SESSION + "=" + member(LOGIN, Probe.send(login).body())
        };
        Stream.of(
                        "/ui/overview",
                        "/ui/tokens",
                        "/ui/tokens?account=acc_bench",
                        "/ui/tokens?text=number+991",
                        "/ui/tokens?text=no+token+says+this",
                        "/ui/accounts",
                        "/ui/accounts?name=person77",
                        "/ui/accounts?name=nobody",
                        "/ui/audit",
                        "/ui/audit?kind=decisions",
                        "/ui/tokens/tok_bench7",
                        "/ui/accounts/acc_bench")
                .forEach(path -> measure(admin, path, identity));
    }

    /** Everyone sees his own, so that it is their owner who asks. */
    private void accessLists(Server admin, String login) {
        measure(admin, "/api/v1/acls", "Authorization", "Bearer " + login);
        measure(admin, "/ui/acls", "Cookie", SESSION + "=" + login);
    }

    private static String member(Pattern pattern, String json) {
        Matcher matcher = pattern.matcher(json);
        if (!matcher.find()) {
            throw new BenchFailure("answer must have " + pattern.pattern().substring(1, 5) + "…, but has "
                    + json.length() + " characters without it");
        }
        return matcher.group(1);
    }

    private HttpResponse<String> measure(Server admin, String path, String... identity) {
        URI uri = admin.base().resolve(path);
        HttpRequest request = Probe.request(uri).headers(identity).GET().build();
        HttpResponse<String> answer = Probe.send(request);
        if (answer.statusCode() != 200) {
            throw new BenchFailure("GET " + path + " must be answered 200, but was " + answer.statusCode());
        }
        for (int i = 1; i < WARM_UP; i++) {
            Probe.send(request);
        }
        RedisMeter redis = java.util.Objects.requireNonNull(admin.redis());
        Map<String, Long> before = redis.commands();
        Latencies latencies = new Latencies();
        for (int i = 0; i < CALLS; i++) {
            long begin = System.nanoTime();
            Probe.send(request);
            latencies.add(System.nanoTime() - begin);
        }
        note(path, latencies, rise(before, redis.commands()), answer.body().length());
        return answer;
    }

    private static Map<String, Long> rise(Map<String, Long> before, Map<String, Long> after) {
        return after.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue() - before.getOrDefault(entry.getKey(), 0L)));
    }

    private void note(String path, Latencies latencies, Map<String, Long> commands, int length) {
        double p50 = latencies.micros(0.5) / MICROS_PER_MILLI;
        double p99 = latencies.micros(0.99) / MICROS_PER_MILLI;
        double perCall = commands.values().stream().mapToLong(Long::longValue).sum() / (double) CALLS;
        rows.add(Row.of("GET " + path, p50, p99, perCall, length / 1_024.0));
        Comparison.say("%6.1f ms  GET %s".formatted(p50, path));
        if (p99 >= MOST_MILLIS) {
            broken.add("GET %s must take less than 200 ms, but p99 is %.0f ms".formatted(path, p99));
        }
        FORBIDDEN.stream()
                .filter(name -> commands.getOrDefault(name, 0L) > 0)
                .forEach(name -> broken.add("GET " + path + " must not send " + name + " to Redis, but does"));
    }
}
