package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.forward.StreamGuard;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** A gateway whose host has switched HTTP/2 on ({@code server.http2.enabled}), without TLS. */
class Http2Test {

    private static final ConnectionProvider ONE_CONNECTION = ConnectionProvider.create("http2-test", 1);
    private static final HttpClient HTTP2 = HttpClient.create(ONE_CONNECTION).protocol(HttpProtocol.H2C);

    private static StreamingUpstream upstream;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        upstream = StreamingUpstream.start();
        gateway = RunningGateway.withRoutes("server.http2.enabled=true", "streams.uri=" + upstream.uri());
    }

    @AfterAll
    static void stop() {
        ONE_CONNECTION.dispose();
        gateway.close();
        upstream.close();
    }

    @BeforeEach
    void forget() {
        gateway.upstream.forget();
        upstream.ended().clear();
    }

    @Test
    void a_stream_is_reset_when_its_token_is_revoked_and_its_neighbours_go_on() throws Exception {
        Minted ending = gateway.mint.token("GET /streams/**");
        Minted staying = gateway.mint.token("GET /streams/**");
        Heard cut = Heard.of(ending);
        Heard neighbour = Heard.of(staying);
        cut.awaitMore();
        neighbour.awaitMore();

        gateway.mint.revoke(ending.record());

        assertThatThrownBy(() -> cut.end.get(3, TimeUnit.SECONDS))
                .as("a proper end would make a part look like the whole")
                .hasMessageMatching("(?s).*(RST|reset|prematurely|closed).*");
        assertThat(upstream.ended().poll(2, TimeUnit.SECONDS)).isEqualTo("closed /streams/events");
        neighbour.awaitMore();
        assertThat(neighbour.end).isNotDone();
        neighbour.hangUp();
        StreamGuard streams = gateway.bean(StreamGuard.class);
        Awaitility.await().until(() -> streams.size() == 0);
    }

    @Test
    void calls_are_judged_as_ever() {
        Minted token = gateway.mint.token("GET /orders/*");

        assertThat(statusOf("/orders/1", token)).isEqualTo(200);
        assertThat(gateway.upstream.last()).startsWith("GET /orders/1 ").doesNotContain(token.value());
        assertThat(statusOf("/orders/1/more", token)).isEqualTo(403);
        assertThat(statusOf("/orders/%2e%2e/public/1", token)).isEqualTo(400);
        assertThat(statusOf("/orders//1", token)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                "Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Host: a\r\nTransfer-Encoding: xchunked\r\n",
                "Host: a\r\nHost: b\r\nContent-Length: 0\r\n"
            })
    void http_1_is_as_strict_beside_it_as_alone(String framing) {
        Minted token = gateway.mint.token("* /orders/**");

        Answer answer =
                gateway.sendRaw("POST /orders/1 HTTP/1.1\r\n" + token.bearer() + "\r\n" + framing + "\r\n0\r\n\r\n");

        assertThat(answer.status()).as(answer.raw()).isEqualTo(400);
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void an_offer_to_upgrade_to_it_is_not_taken_up() throws Exception {
        Minted token = gateway.mint.token("GET /orders/*");
        try (java.net.http.HttpClient offering = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_2)
                .build()) {
            HttpResponse<String> answer = offering.send(
                    HttpRequest.newBuilder(URI.create(base() + "/orders/1"))
                            .header("Authorization", "Bearer " + token.value())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(java.net.http.HttpClient.Version.HTTP_1_1);
            assertThat(gateway.upstream.last())
                    .doesNotContainIgnoringCase("h2c")
                    .doesNotContainIgnoringCase("http2-settings");
        }
    }

    private static String base() {
        return "http://127.0.0.1:" + gateway.port();
    }

    private static HttpClient as(Minted token) {
        return HTTP2.headers(headers -> headers.set("Authorization", "Bearer " + token.value()));
    }

    private static int statusOf(String target, Minted token) {
        return as(token)
                .get()
                .uri(base() + target)
                .responseSingle((response, body) -> body.asString()
                        .defaultIfEmpty("")
                        .map(text -> response.status().code()))
                .toFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    /** What comes of an event stream, and how it ends. */
    private record Heard(BlockingQueue<String> parts, CompletableFuture<@Nullable Void> end) {

        static Heard of(Minted token) {
            BlockingQueue<String> parts = new LinkedBlockingQueue<>();
            return new Heard(
                    parts,
                    as(token)
                            .get()
                            .uri(base() + "/streams/events")
                            .responseContent()
                            .asString()
                            .doOnNext(parts::add)
                            .then()
                            .toFuture());
        }

        void awaitMore() {
            parts.clear();
            Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> parts.size() > 1);
        }

        void hangUp() {
            end.cancel(true);
        }
    }
}
