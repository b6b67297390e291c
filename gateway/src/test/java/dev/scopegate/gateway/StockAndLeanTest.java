package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.route.LeanHandler;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/**
 * One table of requests through the gateway as it is shipped and through one with {@code scopegate.gateway.lean: false},
 * which has the host do everything: upstreams receive the same, and clients are answered the same.
 */
class StockAndLeanTest {

    private static final String DIRECT = "Shortcut";
    private static final String HOST = "RoutePredicateHandlerMapping";

    private static RunningGateway lean;
    private static RunningGateway stock;
    private static Minted leanToken;
    private static Minted stockToken;

    /** Tells of each answer which way its request went. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {
        @Bean
        WebFilter way() {
            return (exchange, chain) -> {
                exchange.getResponse().beforeCommit(() -> {
                    String way = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_HANDLER_MAPPER_ATTR);
                    exchange.getResponse().getHeaders().set("X-Way", String.valueOf(way));
                    return Mono.empty();
                });
                return chain.filter(exchange);
            };
        }
    }

    @BeforeAll
    static void start() {
        lean = started(true);
        stock = started(false);
        leanToken = lean.mint.token("* /**");
        stockToken = stock.mint.token("* /**");
        exchange(lean, leanToken, "GET /plain/first HTTP/1.1\r\n\r\n");
    }

    @AfterAll
    static void end() {
        lean.close();
        stock.close();
    }

    @Test
    void the_lean_one_goes_past_what_the_host_puts_round_its_calls() {
        assertThat(lean.bean(HttpHandler.class)).isInstanceOf(LeanHandler.class);
        assertThat(stock.bean(HttpHandler.class)).isNotInstanceOf(LeanHandler.class);
    }

    private static RunningGateway started(boolean lean) {
        RunningGateway gateway = RunningGateway.of(
                Host.class,
                "scopegate.gateway.routes-dir=src/test/resources/lean",
                "management.server.port=-1",
                "scopegate.gateway.lean=" + lean);
        UpstreamAnswers.ALL.forEach((mark, answer) -> gateway.upstream.answers(mark, "HTTP/1.1 " + answer));
        return gateway;
    }

    static Stream<Arguments> requests() {
        return Stream.of(direct(), bodies(), answers(), roundabout(), features())
                .flatMap(List::stream);
    }

    private static List<Arguments> direct() {
        return List.of(
                arguments(DIRECT, "GET /plain/1 HTTP/1.1"),
                arguments(DIRECT, "HEAD /plain/1 HTTP/1.1"),
                arguments(DIRECT, "GET /plain/1?a=1&b=%20[x]&a=2&c HTTP/1.1"),
                arguments(DIRECT, "GET /plain/1? HTTP/1.1"),
                arguments(DIRECT, "GET /plain/a%20b;c=d/e%C3%A9?q=%C3%A9+%2B HTTP/1.1"),
                arguments(DIRECT, "GET /plain/1?token={token} HTTP/1.1\r\nNo-Bearer: 1"),
                arguments(DIRECT, "GET /plain/1?a=1&token={token}&b=2 HTTP/1.1\r\nNo-Bearer: 1"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nCookie: a=1; sid={token}; b=2\r\nNo-Bearer: 1"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nX-Twice: 1\r\nX-Other: 2\r\nx-twice: 3"),
                arguments(
                        DIRECT,
                        "GET /plain/1 HTTP/1.1\r\nUser-Agent: me\r\nAccept: text/html\r\nAccept-Encoding: gzip"),
                arguments(
                        DIRECT,
                        "GET /plain/1 HTTP/1.1\r\nTE: trailers\r\nKeep-Alive: 5\r\nProxy-Authorization: Basic eA=="),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nX-Forwarded-For: 6.6.6.6\r\nForwarded: for=6.6.6.6"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nX_Scopegate_Subject: root\r\nX-Application-Context: a"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nReferer: https://a.test/b?token=1#c"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nOrigin: https://other.test\r\nX-Empty:"),
                arguments(DIRECT, "DELETE /plain/1 HTTP/1.1"),
                arguments(DIRECT, "GET /open/1?token=kept HTTP/1.1\r\nNo-Bearer: 1\r\nAuthorization: Basic eDp5"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nAuthorization: Bearer sgk_nonsense\r\nNo-Bearer: 1"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nNo-Bearer: 1"));
    }

    private static List<Arguments> bodies() {
        return List.of(
                arguments(
                        DIRECT, "POST /plain/1 HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"),
                arguments(DIRECT, "POST /plain/1 HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
                arguments(DIRECT, "POST /plain/1 HTTP/1.1"),
                arguments(
                        DIRECT,
                        "PUT /plain/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
                arguments(DIRECT, "PATCH /plain/1 HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"),
                arguments(DIRECT, "DELETE /plain/1 HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"),
                arguments(DIRECT, "GET /plain/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
                arguments(
                        DIRECT, "POST /plain/1 HTTP/1.1\r\nContent-Length: 60000\r\n\r\n" + "0123456789".repeat(6_000)),
                arguments(DIRECT, "PROPFIND /plain/1 HTTP/1.1"));
    }

    private static List<Arguments> answers() {
        return Stream.concat(
                        UpstreamAnswers.ALL.keySet().stream()
                                .filter(mark -> !mark.equals("length") && !mark.equals("cut"))
                                .sorted()
                                .map(mark -> "GET /plain/" + mark + " HTTP/1.1"),
                        Stream.of(
                                "HEAD /plain/length HTTP/1.1",
                                "GET /plain/reset HTTP/1.1",
                                "GET /plain/cut HTTP/1.1",
                                "GET /hurried/slow HTTP/1.1"))
                .map(request -> arguments(DIRECT, request))
                .toList();
    }

    /** What a plain route's call goes all the way for. */
    private static List<Arguments> roundabout() {
        return List.of(
                arguments(HOST, "OPTIONS /plain/1 HTTP/1.1"),
                arguments(HOST, "GET /plain/1 HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"),
                arguments(HOST, "POST /plain/1 HTTP/1.1\r\nContent-Type: application/grpc+proto\r\nContent-Length: 0"),
                arguments(HOST, "GET /%70lain/1 HTTP/1.1"),
                arguments(HOST, "GET /nowhere HTTP/1.1"),
                arguments(HOST, "GET /.well-known/nothing HTTP/1.1"));
    }

    private static List<Arguments> features() {
        return List.of(
                arguments(DIRECT, "GET /by/header/1?colour=red HTTP/1.1\r\nX-Kind: blue\r\nCookie: taste=sweet"),
                arguments(DIRECT, "PUT /by/method/1 HTTP/1.1\r\nContent-Length: 1\r\n\r\n1"),
                arguments(HOST, "POST /by/method/1 HTTP/1.1\r\nContent-Length: 1\r\n\r\n1"),
                arguments(DIRECT, "GET /by/host/1 HTTP/1.1\r\nHost: a.example.test"),
                arguments(DIRECT, "GET /by/weight/1 HTTP/1.1"),
                arguments(DIRECT, "GET /by/date/1 HTTP/1.1"),
                arguments(DIRECT, "GET /by/peer/1 HTTP/1.1\r\nX-Forwarded-For: 10.1.1.1"),
                arguments(HOST, "GET /by/peer/1 HTTP/1.1\r\nX-Forwarded-For: 203.0.113.9"),
                arguments(HOST, "GET /strip/a%20b?c=d HTTP/1.1"),
                arguments(HOST, "GET /rewrite/a HTTP/1.1"),
                arguments(HOST, "GET /add/one?a=1 HTTP/1.1\r\nX-Unwanted: 1"),
                arguments(HOST, "GET /host/1 HTTP/1.1\r\nHost: kept.test"),
                arguments(HOST, "GET /retry/failed HTTP/1.1"),
                arguments(HOST, "POST /small/1 HTTP/1.1\r\nContent-Length: 20\r\n\r\n01234567890123456789"),
                arguments(HOST, "GET /moved/1 HTTP/1.1"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("requests")
    void upstreams_and_clients_see_the_same(String way, String request) {
        Answer fast = exchange(lean, leanToken, request);
        Answer slow = exchange(stock, stockToken, request);

        assertThat(received(lean, leanToken)).isEqualTo(received(stock, stockToken));
        assertThat(told(fast, request)).isEqualTo(told(slow, request));
        assertThat(fast.header("X-Way")).isEqualTo(way);
        assertThat(slow.header("X-Way")).isEqualTo(HOST);
    }

    static Answer exchange(RunningGateway gateway, Minted token, String request) {
        gateway.upstream.forget();
        String whole = request.contains("\r\n\r\n") ? request : request + "\r\n\r\n";
        int body = whole.indexOf("\r\n\r\n");
        String head = whole.substring(0, body).replace("{token}", token.value());
        String more = (head.contains("\r\nHost: ") ? "" : "\r\nHost: gateway.test")
                + (head.contains("No-Bearer") ? "" : "\r\n" + token.bearer())
                + "\r\nConnection: close";
        return gateway.sendRaw(head + more + whole.substring(body));
    }

    /** What the upstream received, without what is another's each time. */
    static List<String> received(RunningGateway gateway, Minted token) {
        return gateway.upstream.requests().stream()
                .map(request -> normal(request)
                        .replace(gateway.upstream.uri().substring("http://".length()), "upstream")
                        .replace(token.record().id(), "id"))
                .toList();
    }

    /** Of what is cut off, more or less may have come through before. */
    static String told(Answer answer, String request) {
        String told = normal(answer.raw());
        return request.contains("/cut") ? told.replaceFirst("a?b?c?$", "") : told;
    }

    /** Fields of different names may come in any order, and names in any case (RFC 9110, sections 5.1 and 5.3). */
    private static String normal(String message) {
        int end = message.indexOf("\r\n\r\n");
        List<String> lines =
                Arrays.asList(message.substring(0, Math.max(0, end)).split("\r\n", -1));
        return lines.getFirst()
                + lines.stream()
                        .skip(1)
                        .filter(line -> !line.startsWith("X-Way:"))
                        .map(StockAndLeanTest::normalField)
                        .sorted(Comparator.comparing(line -> line.split(":", 2)[0]))
                        .collect(Collectors.joining("\n", "\n", "\n\n"))
                + message.substring(end + 4).replaceAll("dec_\\w+", "dec_…");
    }

    private static String normalField(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        return name + (name.equals("x-scopegate-assertion") ? ": …" : line.substring(colon));
    }
}
