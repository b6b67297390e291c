package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.Options;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.report.Sheet;
import dev.scopegate.bench.report.Sheet.Column;
import dev.scopegate.bench.system.Population;
import dev.scopegate.bench.system.Scopegate;
import dev.scopegate.bench.system.Server;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How long policy-admin's lists take, as JSON and as pages, where there is much to list. */
public final class Lists implements Undertaking {

    private static final String SESSION = "scopegate-session";
    private static final Pattern LOGIN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("\"next\"\\s*:\\s*\"?([^\",}]+)");

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
            List<ListCall> lists = lists(scopegate.admin(), scopegate.login());
            measure(lists, options.size(50, 3), options.size(100, 5));
            return new Outcome(
                    sheet(tokens, accounts, lists),
                    lists.stream().flatMap(list -> list.broken().stream()).toList());
        });
    }

    /** In rounds, so that what the machine does beside falls on all alike, and none is measured while code still warms up. */
    private static void measure(List<ListCall> lists, int warmUp, int rounds) {
        Comparison.say("warming up: each of " + lists.size() + " lists " + warmUp + " times");
        for (int i = 0; i < warmUp; i++) {
            lists.forEach(ListCall::answer);
        }
        Comparison.say("measuring: each list " + rounds + " times");
        for (int i = 0; i < rounds; i++) {
            lists.forEach(ListCall::time);
        }
        lists.forEach(ListCall::count);
        lists.forEach(list -> Comparison.say(list.text()));
    }

    private static Sheet sheet(int tokens, int accounts, List<ListCall> lists) {
        List<Column> columns = List.of(
                new Column("p50 ms", 1),
                new Column("p99 ms", 1),
                new Column("worst ms", 1),
                new Column("Redis commands", 0),
                new Column("KiB", 0));
        String title = "Lists of policy-admin with %,d tokens and %,d accounts".formatted(tokens, accounts);
        List<String> notes = List.of(
                "Time from sending the request to having the whole answer, one call after the other, on loopback.",
                "Each must take less than %.0f ms at p99, without KEYS or SCAN.".formatted(ListCall.MOST_MILLIS));
        return new Sheet(
                "lists",
                title,
                notes,
                columns,
                lists.stream().map(ListCall::row).toList());
    }

    private static List<ListCall> lists(Server admin, String ownersLogin) {
        List<ListCall> lists = new ArrayList<>();
        lists.addAll(api(admin));
        lists.addAll(pages(admin));
        // Everyone sees his own, so that it is their owner who asks.
        lists.add(new ListCall(admin, "/api/v1/acls", "Authorization", "Bearer " + ownersLogin));
        lists.add(new ListCall(admin, "/ui/acls", "Cookie", SESSION + "=" + ownersLogin));
        return lists;
    }

    private static List<ListCall> api(Server admin) {
        String[] identity = {"Authorization", "Bearer " + Scopegate.ADMIN_TOKEN};
        String owned = "/api/v1/tokens?account=acc_bench";
        String next = member(NEXT, new ListCall(admin, owned, identity).answer());
        return Stream.of(
                        owned,
                        owned + "&before=" + next,
                        owned + "&state=disabled",
                        owned + "&text=number+991",
                        owned + "&text=no+token+says+this",
                        "/api/v1/tokens?state=active",
                        "/api/v1/accounts",
                        "/api/v1/accounts?name=person77",
                        "/api/v1/accounts?name=nobody",
                        "/api/v1/audit?kind=decisions",
                        "/api/v1/audit?kind=changes",
                        "/api/v1/audit?kind=decisions&actor=nobody",
                        "/api/v1/audit?kind=changes&actor=nobody")
                .map(path -> new ListCall(admin, path, identity))
                .toList();
    }

    private static List<ListCall> pages(Server admin) {
        String body = "{\"username\":\"admin\",\"password\":\"" + Scopegate.ADMIN_PASSWORD + "\"}";
        HttpRequest login = Probe.request(admin.base().resolve("/api/v1/auth"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        String[] identity = {
            "Cookie", SESSION + "=" + member(LOGIN, Probe.send(login).body())
        };
        return Stream.of(
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
                        "/ui/audit?kind=decisions&actor=nobody",
                        "/ui/tokens/tok_bench7",
                        "/ui/accounts/acc_bench")
                .map(path -> new ListCall(admin, path, identity))
                .toList();
    }

    private static String member(Pattern pattern, String json) {
        Matcher matcher = pattern.matcher(json);
        if (!matcher.find()) {
            throw new BenchFailure("answer must have " + pattern.pattern().substring(1, 5) + "…, but has "
                    + json.length() + " characters without it");
        }
        return matcher.group(1);
    }
}
