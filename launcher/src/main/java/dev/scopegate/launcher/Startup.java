package dev.scopegate.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the parts in the order in which they need one another. */
final class Startup {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PEPPER_LENGTH = 48;

    private final Settings settings;
    private final Children children;
    private final Client client;
    private final Administrator administrator;

    Startup(Settings settings, Children children) {
        this.settings = settings;
        this.children = children;
        this.client = new Client(URI.create(settings.gatewayUrl()));
        this.administrator = new Administrator(settings);
    }

    void run(boolean demo) {
        settings.requireConfig();
        settings.jar("gateway");
        settings.jar("policy-admin");
        children.add(DataLock.take(settings.data()));
        endLeftovers();
        settings.ports().requireFree(demo);
        Map<String, String> environment = environment(redis());
        if (demo) {
            upstream();
        }
        Map<String, String> forAdmin = new HashMap<>(environment);
        forAdmin.putAll(administrator.environment(demo));
        // One after the other: two cold JVMs at once on a small machine outlast the time-outs towards Redis.
        await(app("policy-admin", forAdmin), settings.ports().adminManagement().number());
        await(app("gateway", environment), settings.ports().gatewayManagement().number());
        Console.ready(settings);
        Optional<String> login = administrator.introduce(client);
        if (demo) {
            Console.sample(settings, client.issueSample(login.orElseGet(administrator::token)));
        }
    }

    /** Starts each app once, with data that nobody keeps, so that later starts are quick. */
    void prepare() {
        settings.requireConfig();
        Map<String, String> environment = environment(redis());
        environment.putAll(administrator.environment(true));
        prepare("policy-admin", environment, settings.ports().adminManagement().number());
        prepare("gateway", environment, settings.ports().gatewayManagement().number());
    }

    private void prepare(String module, Map<String, String> environment, int managementPort) {
        Console.say(module + ": starting once, so that later starts are quick");
        quickStart(module).make(words -> {
            ChildProcess child = app(module, environment, words);
            Patience.await(child, waiting -> Client.ready(managementPort), PATIENCE);
            child.endInPeace(PATIENCE);
        });
    }

    private void endLeftovers() {
        for (String name : List.of("gateway", "policy-admin", "redis")) {
            if (ChildProcess.endLeftover(name, settings.data())) {
                Console.say("ended a " + name + " that an earlier start had left behind");
            }
        }
    }

    private String redis() {
        Optional<String> given = settings.value("SCOPEGATE_REDIS_URL");
        if (given.isPresent()) {
            RedisProbe.problem(given.get()).ifPresent(problem -> {
                throw new StartFailure(problem + " (SCOPEGATE_REDIS_URL)");
            });
            Console.say("Redis: the one at SCOPEGATE_REDIS_URL");
            return given.get();
        }
        Path conf = settings.config().resolve("redis.conf");
        EmbeddedRedis redis = EmbeddedRedis.start(settings.data(), conf, EmbeddedRedis.freePort());
        children.add(redis);
        children.watch(redis.process());
        Console.say("Redis: ready on 127.0.0.1:" + redis.port());
        return redis.url();
    }

    private void upstream() {
        URI keys = URI.create(settings.gatewayUrl() + "/.well-known/jwks.json");
        children.add(DemoUpstream.start(settings.ports().upstream().number(), keys, Settings.ISSUER));
        Console.say("demo upstream: ready on " + settings.upstreamUrl());
    }

    private ChildProcess app(String module, Map<String, String> environment) {
        Console.say(
                module + ": starting, log in " + settings.data().resolve("logs").resolve(module + ".log"));
        return app(module, environment, quickStart(module).words());
    }

    private QuickStart quickStart(String module) {
        return QuickStart.of(settings.root(), module, Executables.javaFlags());
    }

    private ChildProcess app(String module, Map<String, String> environment, List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.add(
                "--spring.config.additional-location=file:" + settings.config().resolve(module + ".yml"));
        ChildProcess child = ChildProcess.start(module, command, environment, settings.data());
        children.add(child);
        return child;
    }

    private void await(ChildProcess child, int managementPort) {
        Patience.await(child, waiting -> Client.ready(managementPort), PATIENCE);
        Console.say(child.name() + ": ready");
    }

    /** What both apps read. An empty value unsets a variable. */
    private Map<String, String> environment(String redisUrl) {
        Path data = settings.data();
        Map<String, String> variables = new HashMap<>(administrator.unset());
        Ports ports = settings.ports();
        for (Ports.Port port :
                List.of(ports.gateway(), ports.admin(), ports.gatewayManagement(), ports.adminManagement())) {
            variables.put(port.variable(), String.valueOf(port.number()));
        }
        variables.put("SCOPEGATE_CONFIG", settings.config().toString());
        variables.put("SCOPEGATE_REDIS_URL", redisUrl);
        variables.put("SCOPEGATE_ADMIN_URI", settings.adminUrl());
        variables.put("SCOPEGATE_DEMO_URI", settings.upstreamUrl());
        for (String system : List.of("HOPR", "LNBITS", "OCEAN", "SAYMON", "TEXTILE")) {
            String variable = "SCOPEGATE_" + system + "_URI";
            variables.put(variable, settings.value(variable).orElse(settings.upstreamUrl()));
        }
        variables.put("SCOPEGATE_PEPPER", settings.value("SCOPEGATE_PEPPER").orElseGet(() -> pepper(data)));
        Path key = settings.value("SCOPEGATE_SIGNING_KEY_FILE").map(Path::of).orElse(data.resolve("signing-key.json"));
        variables.put(
                "SCOPEGATE_SIGNING_KEY_FILE",
                SigningKeyFile.ensure(key.toAbsolutePath()).toString());
        return variables;
    }

    private static String pepper(Path data) {
        return SecretFile.readOrCreate(data.resolve("pepper"), () -> SecretFile.randomWord(PEPPER_LENGTH));
    }
}
