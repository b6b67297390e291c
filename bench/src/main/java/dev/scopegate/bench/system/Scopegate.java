package dev.scopegate.bench.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.bench.BenchFailure;
import dev.scopegate.bench.machine.JvmVitals;
import dev.scopegate.bench.machine.ProcessTree;
import dev.scopegate.bench.machine.Workplace;
import dev.scopegate.launcher.ChildProcess;
import dev.scopegate.launcher.EmbeddedRedis;
import dev.scopegate.launcher.Executables;
import dev.scopegate.launcher.SigningKeyFile;
import dev.scopegate.policy.limit.Limit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One installation as it is shipped: its own Redis, any number of gateways, and policy-admin where it is asked for. */
public final class Scopegate {

    /** The administrator's, where policy-admin runs. */
    public static final String ADMIN_TOKEN = "administrator-of-the-benchmarks";

    public static final String ADMIN_PASSWORD = "password of the benchmarks";

    private static final String ISSUER = "scopegate";
    private static final Duration LOGIN_LIFETIME = Duration.ofDays(1);
    private static final String ROUTE = """
              - id: %s
                uri: %s
                predicates:
                  - Path=%s
                filters:
                  - name: TokenScope
                    args:
                      api: bench
                      credentials: bearer,query:token
            """;

    private final Workplace workplace;
    private final String name;
    private final RedisMeter redis;
    private final Population population;
    private final Path key;
    private int gateways;

    private Scopegate(Workplace workplace, String name) {
        this.workplace = workplace;
        this.name = name;
        this.redis =
                RedisMeter.start(workplace, name + "-redis", workplace.root().resolve("config/redis.conf"));
        this.population = workplace.keep(new Population(redis));
        this.key = SigningKeyFile.ensure(workplace.folder().resolve(name + "-signing-key.json"));
    }

    /** One without gateways so far. */
    public static Scopegate start(Workplace workplace) {
        return start(workplace, "scopegate");
    }

    /** One of several in the same place. */
    public static Scopegate start(Workplace workplace, String name) {
        return new Scopegate(workplace, name);
    }

    public RedisMeter redis() {
        return redis;
    }

    public Population population() {
        return population;
    }

    /** Another gateway, with so many routes, of which the last leads to the upstream's things. */
    public Server gateway(URI upstream, int routes) {
        String gateway = name + "-gateway-" + gateways++;
        String others = IntStream.range(1, routes)
                .mapToObj(i -> ROUTE.formatted("other" + i, upstream, "/other" + i + "/**"))
                .collect(Collectors.joining());
        String all = "routes:\n" + others + ROUTE.formatted("things", upstream, "/api/**");
        Path config = workplace
                .write(gateway + "/routes/bench.yml", all)
                .resolveSibling("")
                .resolveSibling("");
        int port = EmbeddedRedis.freePort();
        Map<String, String> own = new HashMap<>();
        own.put("SCOPEGATE_GATEWAY_PORT", "" + port);
        own.put("SCOPEGATE_GATEWAY_NAME", gateway);
        own.put("SCOPEGATE_CONFIG", config.toString());
        return app("gateway", gateway, own, port);
    }

    public Server admin() {
        int port = EmbeddedRedis.freePort();
        Map<String, String> own = new HashMap<>();
        own.put("SCOPEGATE_ADMIN_PORT", "" + port);
        own.put("SCOPEGATE_ADMIN_USERNAME", "admin");
        own.put("SCOPEGATE_ADMIN_PASSWORD", ADMIN_PASSWORD);
        own.put("SCOPEGATE_ADMIN_TOKEN", ADMIN_TOKEN);
        own.put("SCOPEGATE_CONFIG", workplace.root().resolve("config").toString());
        return app("policy-admin", name + "-admin", own, port);
    }

    private Server app(String module, String process, Map<String, String> own, int port) {
        int management = EmbeddedRedis.freePort();
        Map<String, String> environment = new HashMap<>(own);
        environment.put("SCOPEGATE_GATEWAY_MANAGEMENT_PORT", "" + management);
        environment.put("SCOPEGATE_ADMIN_MANAGEMENT_PORT", "" + management);
        environment.put("SCOPEGATE_REDIS_URL", redis.url());
        environment.put("SCOPEGATE_PEPPER", Population.PEPPER);
        environment.put("SCOPEGATE_SIGNING_KEY_FILE", key.toString());
        List<String> command = new ArrayList<>(workplace.java());
        command.addAll(List.of(
                "-jar",
                Executables.jar(workplace.root(), module).toString(),
                "--spring.config.additional-location=file:" + workplace.root().resolve("config/" + module + ".yml")));
        URI ready = URI.create("http://127.0.0.1:" + management + "/actuator/health/readiness");
        ChildProcess child = workplace.start(process, command, environment, ready);
        JvmVitals vitals = workplace.keep(JvmVitals.attach(child.pid()));
        return new Server(URI.create("http://127.0.0.1:" + port), new ProcessTree(child.pid()), vitals, redis);
    }

    /** A login of the account with a record in Redis, as policy-admin makes it. */
    public String login(Limit... limits) {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(ISSUER)
                .subject(Population.ACCOUNT)
                .jwtID(population.login(limits))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LOGIN_LIFETIME)))
                .build();
        try {
            ECKey signing = ECKey.parse(Files.readString(key));
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(signing.getKeyID())
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(signing));
            return jwt.serialize();
        } catch (IOException | ParseException | JOSEException e) {
            throw new BenchFailure("the signing key must sign a login, but does not", e);
        }
    }
}
