package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FramingTest {

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String NO_CHUNKS = "0\r\n\r\n";

    private final RunningGateway gateway = RunningGateway.shared();
    private final Minted token = gateway.mint.token("* /orders/**");

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatTwoReadersCouldReadInTwoWays")
    void is_refused_before_anyone_reads_it(String name, String head, String body) {
        Answer answer = gateway.sendRaw(head.replace("AUTH", token.bearer()) + "\r\n" + body);

        assertThat(answer.status()).as(answer.raw()).isEqualTo(400);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    static Stream<Arguments> requestsThatTwoReadersCouldReadInTwoWays() {
        String post = "POST /orders/1 HTTP/1.1\r\nHost: a\r\nAUTH\r\n";
        String get = " HTTP/1.1\r\nHost: a\r\nAUTH\r\n";
        return Stream.of(
                Arguments.of("second Host", post + "Host: b\r\nContent-Length: 0\r\n", ""),
                Arguments.of("no Host", "GET /orders/1 HTTP/1.1\r\nAUTH\r\n", ""),
                Arguments.of("xchunked", post + "Transfer-Encoding: xchunked\r\n", NO_CHUNKS),
                Arguments.of("chunked, xchunked", post + "Transfer-Encoding: chunked, xchunked\r\n", NO_CHUNKS),
                Arguments.of("gzip, chunked", post + "Transfer-Encoding: gzip, chunked\r\n", NO_CHUNKS),
                Arguments.of("chunked twice", post + CHUNKED + CHUNKED, NO_CHUNKS),
                Arguments.of("coding and length", post + CHUNKED + "Content-Length: 5\r\n", NO_CHUNKS),
                Arguments.of("length and coding", post + "Content-Length: 5\r\n" + CHUNKED, NO_CHUNKS),
                Arguments.of("two lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n", "hello"),
                Arguments.of("coding in 1.0", post.replace("1.1", "1.0") + CHUNKED, NO_CHUNKS),
                Arguments.of("8-bit path", "GET /orders/\u00e9" + get, ""),
                Arguments.of("8-bit query", "GET /orders/1?q=\u00e9" + get, ""),
                Arguments.of("fragment", "GET /orders/1#x" + get, ""),
                Arguments.of("another host", "GET http://b/orders/1" + get, ""),
                Arguments.of("authority form", "GET a:80" + get, ""),
                Arguments.of("broken escape", "GET /orders/%4" + get, ""));
    }

    /** Guards against a server that stops reading once a request has come before the answer to the one before it. */
    @RepeatedTest(20)
    void requests_sent_ahead_are_answered_and_so_is_the_next() throws IOException {
        String get = "GET /orders/1 HTTP/1.1\r\nHost: a\r\n" + token.bearer() + "\r\n\r\n";
        String refused = "GET /orders/1 HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((get + refused).getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(nextStatus(answers)).isEqualTo("200");
            assertThat(nextStatus(answers)).isEqualTo("401");
            socket.getOutputStream().write(refused.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(nextStatus(answers)).isEqualTo("401");
        }
    }

    private static String nextStatus(BufferedReader answers) throws IOException {
        String line = answers.readLine();
        while (line != null && !line.contains("HTTP/1.1 ")) {
            line = answers.readLine();
        }
        return line == null
                ? "closed"
                : line.substring(line.indexOf("HTTP/1.1 ") + 9).substring(0, 3);
    }

    @Test
    void a_chunked_body_arrives_whole() {
        Answer answer = gateway.sendRaw("POST /orders/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + token.bearer()
                + "\r\n" + CHUNKED + "\r\n5\r\nhello\r\n0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.last()).contains("hello");
    }

    @Test
    void a_target_in_absolute_form_that_names_this_host_is_read_as_its_path() {
        Answer answer = gateway.sendRaw(
                "GET http://a/orders/1?x=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + token.bearer() + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.lastTarget()).isEqualTo("/orders/1?x=1");
    }

    @Test
    void what_browsers_leave_raw_in_a_query_is_encoded() {
        assertThat(gateway.get("/orders/1?x=^a|b", token.bearer()).status()).isEqualTo(200);
        assertThat(gateway.upstream.lastTarget()).isEqualTo("/orders/1?x=%5Ea%7Cb");
    }
}
