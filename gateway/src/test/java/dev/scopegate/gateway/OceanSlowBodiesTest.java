package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a body that may hold a signature is not kept for long: nobody knows yet who sends it. */
class OceanSlowBodiesTest {

    private static final String COMPUTE = "/api/services/compute";
    private static final String HEAD =
            "POST " + COMPUTE + " HTTP/1.1\r\nHost: gateway.test\r\nContent-Type: application/json\r\n";

    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = RunningGateway.withRoutes("scopegate.gateway.proof.body-timeout=700ms");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 60000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"})
    void a_body_that_does_not_come_is_not_waited_for(String start) {
        long began = System.nanoTime();

        Answer answer = gateway.sendRaw(HEAD + start);

        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.raw()).endsWith("{\"error\":\"the body took too long to arrive\"}");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(700), Duration.ofMillis(4_000));
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void nor_is_one_that_comes_bit_by_bit() throws Exception {
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            client.setSoTimeout(5_000);
            write(client, HEAD + "Content-Length: 60000\r\n\r\n{\"a\":\"");
            ScheduledFuture<?> trickle =
                    sender.scheduleAtFixedRate(() -> write(client, "x"), 0, 50, TimeUnit.MILLISECONDS);

            String status = CompletableFuture.supplyAsync(() -> read(client))
                    .orTimeout(4, TimeUnit.SECONDS)
                    .join();

            assertThat(status).isEqualTo("HTTP/1.1 408");
            trickle.cancel(true);
        } finally {
            sender.shutdownNow();
        }
    }

    private static String read(Socket client) {
        try {
            return new String(client.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void write(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IllegalStateException("hung up", e);
        }
    }
}
