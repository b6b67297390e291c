package dev.scopegate.admin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.scopegate.store.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole app on free ports, over a real Redis, called over real HTTP. */
public final class AdminApp implements AutoCloseable {

    public static final String ADMIN_TOKEN = "superuser^^TOKEN";
    public static final String ADMIN_PASSWORD = "correct-horse-battery";
    public static final String ISSUER = "scopegate-test";
    public static final ECKey KEY = key();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final ConfigurableApplicationContext context;
    private final String base;

    private AdminApp(ConfigurableApplicationContext context) {
        this.context = context;
        this.base = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** One for all tests that need nothing special. */
    public static AdminApp shared() {
        return Shared.APP;
    }

    private static final class Shared {

        private static final RedisServer REDIS = RedisServer.start();
        private static final AdminApp APP = start(REDIS.uri());

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(REDIS::close));
        }
    }

    public static AdminApp start(String redis, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.server.port=0",
                "--spring.data.redis.url=" + redis,
                "--scopegate.issuer=" + ISSUER,
                "--scopegate.pepper=a pepper for tests only",
                "--scopegate.signing.key-file=" + keyFile(),
                "--scopegate.admin.token=" + ADMIN_TOKEN,
                "--scopegate.admin.password=" + ADMIN_PASSWORD,
                "--scopegate.admin.assertion-audiences=hopr-tokens,lnbits-accounts,scopegate",
                "--scopegate.admin.catalogues-dir=../config/catalogs",
                "--scopegate.accounts.first-sight.ethereum=* /api/services/**",
                "--scopegate.accounts.attempts.per-address=100000"));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add(setting);
        }
        return new AdminApp(new SpringApplicationBuilder(PolicyAdminApplication.class)
                .properties("spring.main.banner-mode=off", "spring.jmx.enabled=false")
                .run(arguments.toArray(String[]::new)));
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path keyFile() {
        try {
            return Files.writeString(Files.createTempFile("signing-key", ".json"), KEY.toJSONString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** What comes back when these lines are sent as they are. */
    public String raw(String... lines) {
        URI uri = URI.create(base);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request = String.join("\r\n", lines) + "\r\nHost: test\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String base() {
        return base;
    }

    public String management() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.management.port");
    }

    @Override
    public void close() {
        context.close();
    }

    /** A new account of its own; the answer is its login token. */
    public User user() {
        String name = "user" + NAMES.incrementAndGet() + Long.toString(System.nanoTime(), 36);
        Answer answer = post("/api/v1/auth/register", null, json("username", name, "password", "password-of-" + name));
        if (answer.status() != 201) {
            throw new AssertionError("registration must be answered 201, but was " + answer);
        }
        return new User(name, answer.text("access_token"));
    }

    public record User(String name, String login) {

        /** The account's id, as the login says it. */
        public String account() {
            return accountOf(login);
        }

        public String password() {
            return "password-of-" + name;
        }
    }

    /** Whose login this is. */
    public static String accountOf(String login) {
        String claims = new String(
                Base64.getUrlDecoder().decode(login.substring(login.indexOf('.') + 1, login.lastIndexOf('.'))),
                StandardCharsets.UTF_8);
        return JsonMapper.shared().readTree(claims).get("sub").asString();
    }

    public Answer get(String path, @Nullable String token) {
        return send("GET", path, bearer(token), null);
    }

    public Answer delete(String path, @Nullable String token) {
        return send("DELETE", path, bearer(token), null);
    }

    public Answer post(String path, @Nullable String token, @Nullable String body) {
        return send("POST", path, bearer(token), body);
    }

    public Answer put(String path, @Nullable String token, @Nullable String body) {
        return send("PUT", path, bearer(token), body);
    }

    private static Map<String, String> bearer(@Nullable String token) {
        return token == null ? Map.of() : Map.of("Authorization", "Bearer " + token);
    }

    public Answer send(String method, String path, Map<String, String> headers, @Nullable String body) {
        Map<String, String> all = new HashMap<>(headers);
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        return exchange(method, path, all, body);
    }

    /** The same for a body that is no JSON. */
    public Answer exchange(String method, String path, Map<String, String> headers, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A flat JSON object of pairs of name and value. */
    public static String json(@Nullable Object... pairs) {
        Map<String, @Nullable Object> object = new java.util.LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put((String) pairs[i], pairs[i + 1]);
        }
        return JsonMapper.shared().writeValueAsString(object);
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        public String text(String name) {
            return json().get(name).asString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }
}
