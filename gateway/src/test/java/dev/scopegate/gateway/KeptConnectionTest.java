package dev.scopegate.gateway;

import static dev.scopegate.gateway.ScriptedUpstream.hasRead;
import static dev.scopegate.gateway.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to upstreams that carry one call after the other, and upstreams that do not play by the rules. */
class KeptConnectionTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
    private static final int PIECE = 1 << 16;

    private static ScriptedUpstream upstream;
    private static RunningGateway gateway;
    private static Minted token;

    @BeforeAll
    static void start() {
        upstream = ScriptedUpstream.start();
        gateway = RunningGateway.withRoutes("upstream.uri=" + upstream.uri());
        token = gateway.mint.token("GET /orders/**");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        upstream.close();
    }

    /** All that was kept open is closed before the next test begins. */
    @AfterEach
    void closeAll() throws IOException {
        upstream.hangUp();
    }

    @Test
    void one_connection_carries_the_calls_of_one_loop() {
        upstream.plays((in, out) -> {
            while (hasRead(in)) {
                say(out, OK + "ok");
            }
        });
        for (int i = 0; i < 20; i++) {
            assertThat(get().body()).isEqualTo("ok");
        }
        assertThat(upstream.connections())
                .isLessThanOrEqualTo(Math.max(Runtime.getRuntime().availableProcessors(), 4));
    }

    /** Harm: a call fails though nothing is wrong, each time that an upstream tidies up. */
    @Test
    void a_connection_that_was_closed_while_it_waited_costs_nobody_an_answer() {
        upstream.plays((in, out) -> {
            if (hasRead(in)) {
                say(out, OK + "ok");
            }
            // The next request may be on its way already: it is read, and not answered.
            hasRead(in);
        });
        for (int i = 0; i < 20; i++) {
            assertThat(get().body()).isEqualTo("ok");
        }
    }

    /** Harm: somebody is answered with what is another's. */
    @ParameterizedTest
    @ValueSource(strings = {OK + "no", "HTTP/1.1 200 OK\r\nContent-Le", "x"})
    void what_nobody_has_asked_for_is_given_to_nobody(String more) throws IOException {
        upstream.plays((in, out) -> {
            while (hasRead(in)) {
                say(out, OK + "ok" + more);
            }
        });
        for (int i = 0; i < 10; i++) {
            assertThat(get().body()).isEqualTo("ok");
        }
        assertThat(pipelined(4)).containsExactly("ok", "ok", "ok", "ok");
    }

    /** What is answered to calls that are all sent at once. */
    private static List<String> pipelined(int calls) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            client.setSoTimeout(5_000);
            say(
                    client.getOutputStream(),
                    ("GET /orders/1 HTTP/1.1\r\nHost: a\r\n" + token.bearer() + "\r\n\r\n").repeat(calls));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < calls && hasRead(in); i++) {
                bodies.add("" + (char) in.read() + (char) in.read());
            }
            return bodies;
        }
    }

    @Test
    void an_interim_answer_is_not_taken_for_the_last() {
        upstream.plays((in, out) -> {
            while (hasRead(in)) {
                say(out, "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
                say(out, "HTTP/1.1 100 Continue\r\n\r\n" + OK + "ok");
            }
        });
        for (int i = 0; i < 5; i++) {
            Answer answer = get();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 1000 Too Much\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 99 Too Little\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: odd\r\n\r\n"
            })
    void what_is_no_answer_is_a_502_and_the_end_of_the_connection(String answer) {
        upstream.plays((in, out) -> {
            while (hasRead(in)) {
                say(out, answer);
            }
        });
        assertThat(get().status()).isEqualTo(502);
        assertThat(get().status()).isEqualTo(502);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void a_body_that_comes_bit_by_bit_is_gathered() {
        String body = "0123456789".repeat(80);
        upstream.plays((in, out) -> {
            while (hasRead(in)) {
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n");
                for (int at = 0; at < body.length(); at += 10) {
                    say(out, body.substring(at, at + 10));
                }
            }
        });
        assertThat(get().body()).isEqualTo(body);
    }

    /** Harm: whoever reads slowly fills the gateway's memory with what he has asked for. */
    @Test
    void a_long_answer_is_received_no_faster_than_it_is_taken() throws IOException, InterruptedException {
        AtomicLong sent = new AtomicLong();
        long length = 400L << 20;
        upstream.plays((in, out) -> {
            if (hasRead(in)) {
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
                for (long at = 0; at < length; at += PIECE) {
                    out.write(new byte[PIECE]);
                    sent.addAndGet(PIECE);
                }
            }
        });
        try (Socket client = asking()) {
            assertThat(client.getInputStream().read()).isPositive();
            long before = -1;
            while (before < sent.get()) {
                before = sent.get();
                Thread.sleep(500);
            }
            assertThat(sent).hasValueLessThan(length / 2);

            long rest = client.getInputStream().transferTo(OutputStream.nullOutputStream());
            assertThat(rest).isGreaterThan(length);
        }
    }

    @Test
    void a_caller_who_hangs_up_ends_the_connection_to_the_upstream() throws IOException {
        AtomicInteger ended = new AtomicInteger();
        upstream.plays((in, out) -> {
            if (hasRead(in)) {
                say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                if (!hasRead(in)) {
                    ended.incrementAndGet();
                }
            }
        });
        try (Socket client = asking()) {
            assertThat(client.getInputStream().read()).isPositive();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAtomic(ended, n -> assertThat(n).isEqualTo(1));
    }

    private static Socket asking() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        say(
                client.getOutputStream(),
                "GET /orders/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + token.bearer() + "\r\n\r\n");
        return client;
    }

    private static Answer get() {
        return gateway.get("/orders/1", token.bearer());
    }
}
