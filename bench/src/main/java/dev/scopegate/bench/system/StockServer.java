package dev.scopegate.bench.system;

import dev.scopegate.bench.machine.JvmVitals;
import dev.scopegate.bench.machine.ProcessTree;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.bench.stock.StockGateway;
import dev.scopegate.launcher.ChildProcess;
import dev.scopegate.launcher.EmbeddedRedis;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stock Spring Cloud Gateway in a JVM of its own: bare, or with a Redis read and its own rate limiter. */
public final class StockServer {

    private static final String ROUTE = "--spring.cloud.gateway.server.webflux.routes[0].";
    private static final String OPEN_ROUTE = ROUTE.replace("[0]", "[1]");
    private static final String READY = "/ready";
    private static final String LIMITER = ROUTE + "filters[1].args.";
    private static final String MOST = "1000000";

    private StockServer() {}

    /** One route, no checks; nothing connects to Redis. */
    public static Server bare(Workplace workplace, URI upstream) {
        return start(workplace, "stock", upstream, List.of(), null);
    }

    /** One that asks this Redis, in which the token is put. */
    public static Server limited(Workplace workplace, URI upstream, RedisMeter redis, String token) {
        redis.connection().sync().hset("key:" + token, "scope", "things:read");
        List<String> checks = List.of(
                "--spring.data.redis.url=" + redis.url(),
                ROUTE + "filters[0].name=Key",
                ROUTE + "filters[1].name=RequestRateLimiter",
                LIMITER + "redis-rate-limiter.replenishRate=" + MOST,
                LIMITER + "redis-rate-limiter.burstCapacity=" + MOST,
                LIMITER + "key-resolver=#{@byToken}",
                // Without checks, so that whoever has no token can see that it is ready.
                OPEN_ROUTE + "id=ready",
                OPEN_ROUTE + "uri=" + upstream,
                OPEN_ROUTE + "predicates[0]=Path=" + READY);
        return start(workplace, "stock-limited", upstream, checks, redis);
    }

    private static Server start(
            Workplace workplace, String name, URI upstream, List<String> settings, @Nullable RedisMeter redis) {
        int port = EmbeddedRedis.freePort();
        List<String> command = new ArrayList<>(workplace.java());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                StockGateway.class.getName(),
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.main.banner-mode=off",
                ROUTE + "id=things",
                ROUTE + "uri=" + upstream,
                ROUTE + "predicates[0]=Path=/api/**"));
        command.addAll(settings);
        URI base = URI.create("http://127.0.0.1:" + port);
        String ready = redis == null ? "/api/ready" : READY;
        ChildProcess child = workplace.start(name, command, Map.of(), base.resolve(ready));
        JvmVitals vitals = workplace.keep(JvmVitals.attach(child.pid()));
        return new Server(base, new ProcessTree(child.pid()), vitals, redis);
    }
}
