package dev.scopegate.launcher;

import dev.scopegate.launcher.cli.CommandLine;
import dev.scopegate.launcher.cli.Terminal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the whole product on one machine: {@code demo} or {@code up}. Speaks to one that runs: {@code acl},
 * {@code token} and {@code explain}. For containers, which start the rest themselves:
 * the demo's {@code upstream} alone, and {@code key}, which makes the signing key where there is none.
 * {@code prepare} makes later starts quick.
 */
public final class Launcher {

    private Launcher() {}

    public static void main(String[] args) {
        Path root = Path.of(System.getProperty("scopegate.root", ""));
        System.exit(
                CommandLine.knows(List.of(args))
                        ? speak(List.of(args), root, System.getenv())
                        : run(List.of(args), root, System.getenv()));
    }

    /** Runs until something ends it. The exit status, after one line that explains it. */
    static int run(List<String> args, Path root, Map<String, String> environment) {
        Children children = new Children();
        Thread ending = new Thread(children::close, "ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return switch (args.isEmpty() ? "" : args.getFirst()) {
                case "demo" -> serve(true, Settings.read(root, environment), children);
                case "up" -> serve(false, Settings.read(root, environment), children);
                case "prepare" -> prepare(root, environment, children);
                case "key" -> key(environment);
                case "upstream" -> upstream(environment, children);
                default -> throw new StartFailure("usage: scopegate demo | up | acl | token | explain | help");
            };
        } catch (StartFailure failure) {
            if (!children.ending()) {
                Console.complain(String.valueOf(failure.getMessage()));
            }
            return 1;
        } finally {
            children.close();
        }
    }

    /** Does one command at a Scopegate that runs. */
    private static int speak(List<String> args, Path root, Map<String, String> environment) {
        try {
            Settings settings = Settings.read(root, environment);
            Administrator administrator = new Administrator(settings);
            CommandLine.Local local = new CommandLine.Local(settings.gatewayUrl(), administrator::heldToken);
            return new CommandLine(Terminal.own(), environment, local).run(args);
        } catch (StartFailure failure) {
            Console.complain(String.valueOf(failure.getMessage()));
            return 1;
        }
    }

    private static int serve(boolean demo, Settings settings, Children children) {
        new Startup(settings, children).run(demo);
        Console.say("Ctrl-C ends everything");
        ChildProcess dead = children.awaitDeath();
        throw new StartFailure(dead.obituary());
    }

    /** In a folder and on ports of its own: whatever runs here goes on. */
    private static int prepare(Path root, Map<String, String> environment, Children children) {
        if (!QuickStart.isPossible()) {
            Console.say("starts stay as they are: only a JDK 25 or newer can make them quicker");
            return 0;
        }
        Map<String, String> own = new HashMap<>();
        for (String variable : List.of("PATH", "SCOPEGATE_CONFIG")) {
            own.put(variable, environment.getOrDefault(variable, ""));
        }
        for (String port : List.of("GATEWAY", "ADMIN", "GATEWAY_MANAGEMENT", "ADMIN_MANAGEMENT", "DEMO_UPSTREAM")) {
            own.put("SCOPEGATE_" + port + "_PORT", String.valueOf(EmbeddedRedis.freePort()));
        }
        own.put("SCOPEGATE_DATA_DIR", passing(children).toString());
        new Startup(Settings.read(root, own), children).prepare();
        return 0;
    }

    /** A folder that is gone after everything that wrote to it has ended. */
    private static Path passing(Children children) {
        try {
            Path folder = Files.createTempDirectory("scopegate");
            children.add(() -> SecretFile.deleteFolder(folder));
            return folder;
        } catch (IOException failure) {
            throw new StartFailure("no folder for what is passing: " + failure.getMessage(), failure);
        }
    }

    private static int key(Map<String, String> environment) {
        Path file = Path.of(environment.getOrDefault("SCOPEGATE_SIGNING_KEY_FILE", "signing-key.json"));
        Console.say("signing key: " + SigningKeyFile.ensure(file.toAbsolutePath()));
        return 0;
    }

    private static int upstream(Map<String, String> environment, Children children) {
        Ports.Port port = Ports.Port.read(environment, "SCOPEGATE_DEMO_UPSTREAM_PORT", 8070);
        String keys = environment.getOrDefault("SCOPEGATE_JWKS_URI", "http://127.0.0.1:8080/.well-known/jwks.json");
        String host = environment.getOrDefault("SCOPEGATE_BIND_ADDRESS", "127.0.0.1");
        InetSocketAddress address = new InetSocketAddress(host, port.number());
        children.add(DemoUpstream.start(address, URI.create(keys), Settings.ISSUER));
        Console.say("demo upstream: ready on " + address);
        awaitInterrupt();
        return 0;
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
