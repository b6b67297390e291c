package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.forward.StreamGuard;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class UpstreamFailureTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void an_upstream_that_takes_too_long_is_a_504() {
        Minted token = gateway.mint.token("GET /hurried/*");

        Answer answer = gateway.get("/hurried/slow", token.bearer());

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"upstream_timeout\"").doesNotContain("Exception", "trace");
    }

    @Test
    void an_upstream_that_hangs_up_is_a_502() {
        Minted token = gateway.mint.token("GET /orders/*");

        Answer answer = gateway.get("/orders/reset", token.bearer());

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body()).contains("\"code\":\"upstream_unreachable\"");
    }

    @Test
    void an_upstream_that_keeps_failing_is_left_alone_for_a_while() {
        Minted token = gateway.mint.token("GET /down/*");
        List<Integer> statuses = new ArrayList<>();

        for (int i = 0; i < 25; i++) {
            statuses.add(gateway.get("/down/1", token.bearer()).status());
        }
        Answer answer = gateway.get("/down/1", token.bearer());

        assertThat(statuses).startsWith(502, 502).endsWith(503, 503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).contains("\"code\":\"upstream_unavailable\"");
    }

    /** Else one caller could keep all others away. */
    @Test
    void callers_that_hang_up_amid_their_bodies_do_not_make_it_unavailable() throws Exception {
        Minted token = gateway.mint.token("* /orders/*", "* /uploads/*");
        String half =
                "POST /uploads/1 HTTP/1.1\r\nHost: a\r\n" + token.bearer() + "\r\nContent-Length: 100\r\n\r\nhalf";
        StreamGuard streams = gateway.bean(StreamGuard.class);

        for (int i = 0; i < 30; i++) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
                client.getOutputStream().write(half.getBytes(StandardCharsets.ISO_8859_1));
                Awaitility.await().until(() -> streams.size() == 1);
                client.setSoLinger(i % 2 == 0, 0);
            }
            Awaitility.await().until(() -> streams.size() == 0);
        }

        assertThat(gateway.get("/uploads/1", token.bearer()).status()).isEqualTo(200);
    }

    @Test
    void what_an_upstream_answers_is_passed_on_whatever_it_is() {
        Minted token = gateway.mint.token("GET /orders/*");

        Answer answer = gateway.get("/orders/broken", token.bearer());

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("hello");
    }
}
