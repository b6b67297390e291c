package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.cache.Freshness;
import dev.scopegate.gateway.forward.StreamGuard;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.wire.Ear;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A WebSocket that is open lives by what was last known of its grant, until something else is known. */
class OpenSocketTest {

    private StreamingUpstream upstream;
    private RunningGateway gateway;

    @BeforeEach
    void start() {
        upstream = StreamingUpstream.start();
        gateway = RunningGateway.withRoutes(
                "streams.uri=" + upstream.uri(),
                "scopegate.gateway.max-staleness=1s",
                "scopegate.gateway.store-timeout=300ms");
    }

    @AfterEach
    void stop() {
        gateway.close();
        upstream.close();
    }

    @Test
    void it_outlasts_an_outage_of_redis_and_keeps_its_place_until_it_closes() throws Exception {
        Minted token = gateway.mint.token(List.of(new Concurrency(1)), "GET /streams/**");
        Ear ear = open(token);
        assertThat(statusOf(token)).isEqualTo(429);

        pauseRedis(Duration.ofSeconds(3));
        Awaitility.await().until(() -> !gateway.bean(Freshness.class).isFresh());
        assertThat(statusOf(token)).isEqualTo(503);
        ear.awaitMore();
        gateway.awaitFreshness();

        Awaitility.await().until(() -> statusOf(token) != 503);
        ear.awaitMore();
        assertThat(ear.isClosedWithin(Duration.ofMillis(500))).isFalse();
        assertThat(statusOf(token)).isEqualTo(429);

        ear.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        Awaitility.await().untilAsserted(() -> assertThat(statusOf(token)).isEqualTo(200));
    }

    @Test
    void it_is_closed_after_an_outage_in_which_its_token_was_lost() throws Exception {
        Ear ear = open(gateway.mint.token("GET /streams/**"));

        gateway.redis.kill();
        Awaitility.await().until(() -> !gateway.bean(Freshness.class).isFresh());
        ear.awaitMore();
        assertThat(ear.isClosedWithin(Duration.ZERO)).isFalse();
        gateway.redis.restart();

        assertThat(ear.isClosedWithin(Duration.ofSeconds(20))).isTrue();
        assertThat(ear.awaitClose()).isEqualTo(1008);
    }

    @Test
    void its_place_is_free_once_its_client_hangs_up() throws Exception {
        Minted token = gateway.mint.token(List.of(new Concurrency(1)), "GET /streams/**");
        Ear ear = open(token);
        assertThat(statusOf(token)).isEqualTo(429);

        ear.socket().abort();

        StreamGuard streams = gateway.bean(StreamGuard.class);
        Awaitility.await().until(() -> streams.size() == 0);
        Awaitility.await().untilAsserted(() -> assertThat(statusOf(token)).isEqualTo(200));
    }

    private int statusOf(Minted token) {
        return gateway.get("/streams/short", token.bearer()).status();
    }

    private Ear open(Minted token) throws InterruptedException {
        return Ear.open(
                URI.create("ws://127.0.0.1:" + gateway.port() + "/streams/socket"),
                "Authorization",
                "Bearer " + token.value());
    }

    /** Redis answers nobody for so long, and forgets nothing. */
    private void pauseRedis(Duration time) throws IOException {
        try (Socket redis = new Socket(InetAddress.getLoopbackAddress(), gateway.redis.port())) {
            redis.getOutputStream()
                    .write(("CLIENT PAUSE " + time.toMillis() + " ALL\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(redis.getInputStream().read()).isEqualTo('+');
        }
    }
}
