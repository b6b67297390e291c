package dev.scopegate.bench.system;

import dev.scopegate.bench.machine.ProcessTree;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.launcher.EmbeddedRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Redis of its own, and how many commands it was sent. */
public final class RedisMeter implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("cmdstat_(?<name>[^:]+):calls=(?<calls>\\d+),.*");
    /** How the counts themselves are read. */
    private static final String OWN = "info";

    private final EmbeddedRedis server;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    private RedisMeter(EmbeddedRedis server) {
        this.server = server;
        this.client = RedisClient.create(server.url());
        this.connection = client.connect();
    }

    /**
     * Starts one.
     *
     * @param name of its folder
     * @param settings a redis.conf
     */
    public static RedisMeter start(Workplace workplace, String name, Path settings) {
        EmbeddedRedis server = workplace.keep(
                EmbeddedRedis.start(workplace.folder().resolve(name), settings, EmbeddedRedis.freePort()));
        return workplace.keep(new RedisMeter(server));
    }

    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
    }

    /** The word after the colon in its address. */
    String password() {
        return url().substring("redis://:".length(), url().indexOf('@'));
    }

    public StatefulRedisConnection<String, String> connection() {
        return connection;
    }

    public RedisClient client() {
        return client;
    }

    public ProcessTree process() {
        return new ProcessTree(server.pid());
    }

    /** Calls so far of each command, those that scripts make included. */
    public Map<String, Long> commands() {
        return connection
                .sync()
                .info("commandstats")
                .lines()
                .map(line -> LINE.matcher(line.strip()))
                .filter(matcher -> matcher.matches() && !OWN.equals(matcher.group("name")))
                .collect(Collectors.toMap(
                        matcher -> matcher.group("name"), matcher -> Long.parseLong(matcher.group("calls"))));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
