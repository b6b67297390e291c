package dev.scopegate.bench.run;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.load.Call;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.system.NginxGate;
import dev.scopegate.bench.system.Population;
import dev.scopegate.bench.system.RedisMeter;
import dev.scopegate.bench.system.Scopegate;
import dev.scopegate.bench.system.Server;
import dev.scopegate.bench.system.StockServer;
import dev.scopegate.bench.system.Upstream;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.policy.token.OpaqueToken;
import dev.scopegate.policy.token.TokenKind;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** All that the comparison compares, in front of one upstream. */
final class Contestants {

    static final int CAPABILITIES = 20;
    /** Never in the way: a million calls a second, and more calls than there will be. */
    static final Limit RATE = new RateLimit(1_000_000, Duration.ofSeconds(1), 1_000_000);

    private static final Limit QUOTA = new Quota(1_000_000_000_000L, Quota.Refill.NEVER);
    private static final Limit USED_UP = new RateLimit(1, Duration.ofDays(31), 1);
    private static final List<String> ALL = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i1", "i2", "i3", "i4");

    private final Workplace workplace;
    private final Set<String> only;
    private final URI upstream;
    private final List<Case> cases = new ArrayList<>();

    private Contestants(Workplace workplace, Set<String> only) {
        if (!ALL.containsAll(only)) {
            throw new BenchFailure("'--only' takes some of " + String.join(",", ALL) + ", but has " + only);
        }
        this.workplace = workplace;
        this.only = only;
        this.upstream = Upstream.start(workplace);
    }

    /**
     * Starts those that are asked for.
     *
     * @param only their ids; empty for all
     */
    static List<Case> start(Workplace workplace, Set<String> only) {
        Contestants contestants = new Contestants(workplace, only);
        contestants.peers();
        contestants.scopegate();
        return contestants.cases;
    }

    /** Whether nginx with Lua is among them. */
    static boolean needLua(Set<String> only) {
        return only.isEmpty() || only.contains("c");
    }

    private boolean wanted(String id) {
        return only.isEmpty() || only.contains(id);
    }

    private void peers() {
        if (wanted("a")) {
            Server bare = StockServer.bare(workplace, upstream);
            add("a", "stock Spring Cloud Gateway, no checks", bare, Call.open(at(bare)));
        }
        String token =
                OpaqueToken.generate(TokenKind.CAPABILITY, new SecureRandom()).value();
        if (wanted("b") || wanted("c")) {
            // In memory alone, which is faster than how Scopegate's own Redis is set up.
            RedisMeter redis = RedisMeter.start(
                    workplace, "peers-redis", workplace.write("peers.conf", "appendonly no\nsave \"\"\n"));
            if (wanted("b")) {
                Server limited = StockServer.limited(workplace, upstream, redis, token);
                add("b", "the same + Redis read + RequestRateLimiter", limited, Call.bearer(at(limited), token, 200));
            }
            if (wanted("c")) {
                Server lua = NginxGate.withLua(workplace, upstream, redis, token);
                add("c", "nginx + Lua, one EVALSHA: key, scope, bucket", lua, Call.bearer(at(lua), token, 200));
            }
        }
        if (wanted("d")) {
            Server bare = NginxGate.bare(workplace, upstream);
            add("d", "nginx, bare proxy", bare, Call.open(at(bare)));
        }
    }

    private void scopegate() {
        if (ALL.subList(ALL.indexOf("e"), ALL.size()).stream().noneMatch(this::wanted)) {
            return;
        }
        Scopegate scopegate = Scopegate.start(workplace);
        Population tokens = scopegate.population();
        Server gate = scopegate.gateway(upstream, 1);
        URI things = at(gate);
        String leased = tokens.issue(Population.terms(CAPABILITIES, RATE)).secret();
        String exact = tokens.issue(Population.terms(CAPABILITIES, QUOTA)).secret();
        String spent = tokens.issue(Population.terms(CAPABILITIES, USED_UP)).secret();
        String unknown =
                OpaqueToken.generate(TokenKind.CAPABILITY, new SecureRandom()).value();
        add("e", "Scopegate: 20 capabilities, rate limit, assertion, audit", gate, Call.bearer(things, leased, 200));
        add("f", "Scopegate, exact quota", gate, Call.bearer(things, exact, 200));
        add("g", "Scopegate, self-issued JWT", gate, Call.bearer(things, scopegate.login(RATE), 200));
        add("h", "Scopegate, token in the query", gate, Call.open(URI.create(things + "?token=" + leased)));
        add("i1", "Scopegate refuses a malformed token", gate, Call.bearer(things, typo(unknown), 401));
        add("i2", "Scopegate refuses an unknown token", gate, Call.bearer(things, unknown, 401));
        URI others = gate.base().resolve(Population.otherPath());
        add("i3", "Scopegate refuses without the capability", gate, Call.bearer(others, leased, 403));
        add("i4", "Scopegate refuses over the limit", gate, Call.bearer(things, spent, 429));
    }

    private void add(String id, String words, Server server, Call call) {
        if (wanted(id)) {
            cases.add(new Case(id, words, server, call));
        }
    }

    private static URI at(Server server) {
        return server.base().resolve(Population.path());
    }

    /** The same with another last character, so that its checksum is wrong. */
    private static String typo(String token) {
        String last = token.endsWith("0") ? "1" : "0";
        return token.substring(0, token.length() - 1) + last;
    }
}
