package dev.scopegate.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.scopegate.gateway.cache.Freshness;
import dev.scopegate.store.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** The whole gateway in this process, with a Redis and an upstream of its own. */
final class RunningGateway implements AutoCloseable {

    static final String PEPPER = "a pepper for tests only";

    private static @Nullable RunningGateway shared;

    final RedisServer redis;
    final RecordingUpstream upstream;
    final ECKey key;
    final TokenMint mint;
    private final ConfigurableApplicationContext context;

    private RunningGateway(Class<?> app, List<String> properties) {
        redis = RedisServer.start();
        upstream = RecordingUpstream.start();
        key = newKey();
        mint = new TokenMint(redis.uri());
        mint.account();
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "scopegate.pepper=" + PEPPER,
                "scopegate.signing.key-file=" + written(key),
                "spring.data.redis.url=" + redis.uri(),
                "upstream.uri=" + upstream.uri(),
                "spring.main.banner-mode=off",
                "spring.cloud.gateway.server.webflux.metrics.enabled=false",
                "spring.cloud.gateway.server.webflux.observability.enabled=false",
                "management.observations.enable.http.server.requests=false"));
        all.addAll(properties);
        context = new SpringApplicationBuilder(app)
                .properties(all.toArray(String[]::new))
                .initializers(RunningGateway::withOwnEventLoops)
                .run();
        awaitFreshness();
    }

    /** Else the end of one gateway would be the end of all in this process. */
    private static void withOwnEventLoops(ConfigurableApplicationContext context) {
        ReactorResourceFactory own = new ReactorResourceFactory();
        own.setUseGlobalResources(false);
        ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> own);
    }

    /** One for all tests that leave it as it is. */
    static synchronized RunningGateway shared() {
        RunningGateway running = shared;
        if (running == null) {
            running = withRoutes();
            shared = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        running.upstream.forget();
        return running;
    }

    static RunningGateway withRoutes(String... more) {
        List<String> properties = new ArrayList<>(List.of(
                "scopegate.gateway.routes-dir=src/test/resources/routes", "scopegate.gateway.name=gateway-under-test"));
        properties.addAll(List.of(more));
        return new RunningGateway(GatewayApplication.class, properties);
    }

    static RunningGateway of(Class<?> app, String... properties) {
        return new RunningGateway(app, List.of(properties));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void awaitFreshness() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> bean(Freshness.class).isFresh());
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Where a WebSocket is opened. */
    URI socket(String target) {
        return URI.create("ws://127.0.0.1:" + port() + target);
    }

    /** A GET with more header lines. */
    Answer get(String target, String... headers) {
        return send("GET " + target + " HTTP/1.1", headers);
    }

    Answer send(String requestLine, String... headers) {
        StringBuilder request = new StringBuilder(requestLine).append("\r\nHost: gateway.test\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return Answer.to(port(), request + "Connection: close\r\n\r\n");
    }

    Answer sendRaw(String bytes) {
        return Answer.to(port(), bytes);
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("test-key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path written(ECKey key) {
        try {
            return Files.writeString(Files.createTempFile("signing", ".jwk"), key.toJSONString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        mint.close();
        upstream.close();
        redis.close();
    }
}
