package dev.scopegate.bench.run;

import dev.scopegate.bench.load.Load;
import dev.scopegate.bench.machine.JvmVitals;
import dev.scopegate.bench.system.RedisMeter;
import dev.scopegate.bench.system.Server;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server used while it was under load, for each call.
 *
 * @param allocatedBytes null where it is no JVM
 * @param redisCommands by name, those in scripts included; null where it has no Redis
 * @param redisMicros CPU of that Redis
 */
record Cost(
        Load load,
        double cpuMicros,
        @Nullable Double allocatedBytes,
        @Nullable Map<String, Double> redisCommands,
        @Nullable Double redisMicros) {

    static Cost of(Server server, Supplier<Load> work) {
        Gauge before = Gauge.read(server);
        Load load = work.get();
        Gauge after = Gauge.read(server);
        double calls = Math.max(1, load.calls());
        RedisMeter redis = server.redis();
        return new Cost(
                load,
                (after.cpu - before.cpu) / calls,
                server.vitals() == null ? null : (after.allocated - before.allocated) / calls,
                redis == null ? null : rise(before.commands, after.commands, calls),
                redis == null ? null : (after.redisCpu - before.redisCpu) / calls);
    }

    /** All Redis commands together. */
    @Nullable
    Double allCommands() {
        return redisCommands == null
                ? null
                : redisCommands.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum();
    }

    /** Scripts that Redis ran, each for one round trip. */
    @Nullable
    Double scripts() {
        return redisCommands == null
                ? null
                : redisCommands.getOrDefault("evalsha", 0.0) + redisCommands.getOrDefault("eval", 0.0);
    }

    private static Map<String, Double> rise(Map<String, Long> before, Map<String, Long> after, double calls) {
        Map<String, Double> rise = new TreeMap<>();
        after.forEach((name, count) -> {
            long more = count - before.getOrDefault(name, 0L);
            if (more > 0) {
                rise.put(name, more / calls);
            }
        });
        return rise;
    }

    private record Gauge(long cpu, long allocated, Map<String, Long> commands, long redisCpu) {

        static Gauge read(Server server) {
            JvmVitals vitals = server.vitals();
            RedisMeter redis = server.redis();
            return new Gauge(
                    server.process().cpuMicros(),
                    vitals == null ? 0 : vitals.allocatedBytes(),
                    redis == null ? Map.of() : redis.commands(),
                    redis == null ? 0 : redis.process().cpuMicros());
        }
    }
}
