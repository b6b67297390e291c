package dev.scopegate.e2e;

import dev.scopegate.launcher.DemoUpstream;
import dev.scopegate.launcher.QuickStart;
import dev.scopegate.launcher.SigningKeyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A whole Scopegate of real processes on loopback: one Redis, one policy-admin, some gateways, one recording upstream. */
final class Installation implements AutoCloseable {

    static final String ADMIN_TOKEN = "superuser^^TOKEN";
    static final String ADMIN_PASSWORD = "the admin of the tests";
    static final String PEPPER = "pepper of the end-to-end tests";

    private static final Path ROOT = Path.of(System.getProperty("scopegate.root"));
    private static final int LOWEST_PORT = 12_000;
    private static final int PORTS = 18_000;
    private static final int FORKS = 8;

    private static final AtomicInteger NEXT_PORT = new AtomicInteger(
            Integer.getInteger("scopegate.fork", 1) % FORKS + FORKS * new Random().nextInt(PORTS / FORKS));

    private final Path folder;
    private final DemoUpstream upstream;
    private final SocketUpstream sockets = SocketUpstream.start();
    private final List<ServerProcess> gateways = new ArrayList<>();
    private final ServerProcess admin;
    private final RedisPart redis;
    private final List<Integer> gatewayPorts;
    private final int adminPort = freePort();

    private Installation(int size) throws IOException {
        folder = Files.createTempDirectory("scopegate-e2e");
        redis = new RedisPart(folder.resolve("redis"), ROOT.resolve("config/redis.conf"));
        SigningKeyFile.ensure(folder.resolve("signing-key.json"));
        gatewayPorts = IntStream.range(0, size).mapToObj(i -> freePort()).toList();
        upstream = DemoUpstream.start(0, gateway(0).resolve("/.well-known/jwks.json"), "scopegate");
        admin = app("policy-admin", "policy-admin", Map.of("SCOPEGATE_ADMIN_PORT", "" + adminPort), "ADMIN");
        for (int i = 0; i < size; i++) {
            Map<String, String> own = Map.of(
                    "SCOPEGATE_GATEWAY_PORT", "" + gatewayPorts.get(i), "SCOPEGATE_GATEWAY_NAME", "gateway-" + i);
            gateways.add(app("gateway", "gateway-" + i, own, "GATEWAY"));
        }
    }

    /** Starts everything and returns once every part is ready. */
    static Installation start(int gateways) {
        try {
            Installation installation = new Installation(gateways);
            try {
                installation.admin.start();
                installation.gateways.forEach(ServerProcess::start);
                installation.apps().forEach(app -> app.awaitReady(Duration.ofSeconds(90)));
                return installation;
            } catch (RuntimeException | AssertionError e) {
                installation.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One with three gateways for all tests that leave it as it is; it ends with this JVM. */
    static Installation ofThree() {
        return OfThree.INSTALLATION;
    }

    private static final class OfThree {

        private static final Installation INSTALLATION = start(3);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(INSTALLATION::close));
        }
    }

    /** What the JVMs of these tests are started with: they are short-lived. */
    static QuickStart quickStart(String module) {
        return QuickStart.of(ROOT, module, List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }

    /** Lets every later start be quick. */
    static void makeQuick() {
        try (Installation installation = new Installation(1)) {
            ServerProcess gateway = installation.gateways.getFirst();
            Stream.<Runnable>of(
                            () -> quickStart("policy-admin")
                                    .make(words ->
                                            installation.admin.with(words).runOnce()),
                            () -> quickStart("gateway")
                                    .make(words -> gateway.with(words).runOnce()))
                    .parallel()
                    .forEach(Runnable::run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess app(String module, String name, Map<String, String> own, String kind) {
        int managementPort = freePort();
        Map<String, String> environment = new HashMap<>(own);
        environment.put("SCOPEGATE_" + kind + "_MANAGEMENT_PORT", "" + managementPort);
        environment.put("SCOPEGATE_REDIS_URL", redis.url());
        environment.put("SCOPEGATE_PEPPER", PEPPER);
        environment.put(
                "SCOPEGATE_SIGNING_KEY_FILE", folder.resolve("signing-key.json").toString());
        environment.put("SCOPEGATE_ADMIN_TOKEN", ADMIN_TOKEN);
        environment.put("SCOPEGATE_ADMIN_USERNAME", "admin");
        environment.put("SCOPEGATE_ADMIN_PASSWORD", ADMIN_PASSWORD);
        environment.put("SCOPEGATE_CONFIG", ROOT.resolve("config").toString());
        environment.putAll(addresses());
        List<String> arguments =
                List.of("--spring.config.additional-location=file:" + ROOT.resolve("config/" + module + ".yml"));
        URI ready = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
        ServerProcess.Place place = new ServerProcess.Place(environment, folder.resolve(name + ".log"), ready);
        return new ServerProcess(name, quickStart(module).words(), arguments, place);
    }

    private Map<String, String> addresses() {
        Map<String, String> environment = new HashMap<>();
        environment.put("SCOPEGATE_ADMIN_URI", "http://127.0.0.1:" + adminPort);
        environment.put(
                "SCOPEGATE_EXTERNAL_URLS",
                IntStream.range(0, gatewayPorts.size())
                        .mapToObj(i -> gateway(i).toString())
                        .collect(Collectors.joining(",")));
        for (String system : List.of("HOPR", "LNBITS", "OCEAN", "SAYMON", "TEXTILE", "DEMO")) {
            environment.put("SCOPEGATE_" + system + "_URI", upstream.uri().toString());
        }
        environment.put("SCOPEGATE_HOPR_SOCKET_URI", sockets.uri().toString());
        environment.put("SCOPEGATE_TEXTILE_URI", sockets.uri().toString());
        return environment;
    }

    URI gateway(int index) {
        return URI.create("http://127.0.0.1:" + gatewayPorts.get(index));
    }

    /** Where policy-admin itself is reached, by administrators and their browsers. */
    URI admin() {
        return URI.create("http://127.0.0.1:" + adminPort);
    }

    /** The same by a name, as people reach it; passkeys belong to a name. */
    URI pages() {
        return URI.create("http://localhost:" + adminPort);
    }

    String redis() {
        return redis.url();
    }

    SocketUpstream sockets() {
        return sockets;
    }

    DemoUpstream upstream() {
        return upstream;
    }

    /** The first gateway, policy-admin and Redis. */
    List<Part> parts() {
        return List.of(gateways.getFirst(), admin, redis);
    }

    /** What every process wrote, for the test that looks for secrets in it. */
    List<Path> logs() {
        return apps().map(ServerProcess::log).toList();
    }

    private Stream<ServerProcess> apps() {
        return Stream.concat(Stream.of(admin), gateways.stream());
    }

    /** Seldom does anybody else take it before a process listens there: Linux gives none of these away of itself. */
    static int freePort() {
        for (int tries = 0; tries < PORTS / FORKS; tries++) {
            int port = nextPort();
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("a port from " + LOWEST_PORT + " on must be free, but none is");
    }

    /** Each JVM of these tests has its own, and takes none of them again soon. */
    private static int nextPort() {
        return LOWEST_PORT + NEXT_PORT.getAndAdd(FORKS) % (PORTS - PORTS % FORKS);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gateways.forEach(ServerProcess::stop);
        admin.stop();
        redis.close();
        upstream.close();
        sockets.close();
    }
}
