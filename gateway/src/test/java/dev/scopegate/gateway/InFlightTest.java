package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.policy.limit.Concurrency;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A place among the calls in flight is free for whoever has read the answer, and never held by two. */
class InFlightTest {

    private static final AtomicInteger BUSY = new AtomicInteger();
    private static final AtomicInteger BUSIEST = new AtomicInteger();

    private static DisposableServer upstream;
    private static RunningGateway gateway;

    /** Each with a connection of its own: what one has read may overtake what is still done for the other. */
    private final List<HttpClient> clients = List.of(HttpClient.newHttpClient(), HttpClient.newHttpClient());

    private final AtomicInteger calls = new AtomicInteger();

    @BeforeAll
    static void start() {
        upstream = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(InFlightTest::answer)
                .bindNow();
        gateway = RunningGateway.withRoutes("streams.uri=http://127.0.0.1:" + upstream.port());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.disposeNow();
    }

    @BeforeEach
    void nobodyIsBusy() {
        BUSY.set(0);
        BUSIEST.set(0);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, length, 200",
        "GET, chunked, 200",
        "GET, events, 200",
        "GET, nothing, 204",
        "GET, broken, 500",
        "HEAD, length, 200",
        "POST, length, 200"
    })
    void one_call_after_the_other_always_finds_its_place_free(String method, String kind, int status) throws Exception {
        Minted token = gateway.mint.token(List.of(new Concurrency(1)), "* /streams/*");

        for (int i = 0; i < 200; i++) {
            assertThat(call(method, kind, token)).as("call %d", i).isEqualTo(status);
        }
    }

    @Test
    void so_does_the_call_after_one_that_no_upstream_answered() throws Exception {
        Minted token = gateway.mint.token(List.of(new Concurrency(1)), "* /streams/*", "GET /down/*");

        assertThat(gateway.get("/down/1", token.bearer()).status()).isEqualTo(502);
        assertThat(call("GET", "length", token)).isEqualTo(200);
    }

    @Test
    void the_upstream_never_sees_more_calls_than_there_are_places() throws Exception {
        Minted token = gateway.mint.token(List.of(new Concurrency(2)), "* /streams/*");
        Callable<Integer> caller = () -> {
            int served = 0;
            for (int i = 0; i < 150; i++) {
                served += call("GET", i % 2 == 0 ? "length" : "chunked", token) == 200 ? 1 : 0;
            }
            return served;
        };
        int served = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> each : callers.invokeAll(List.of(caller, caller, caller, caller, caller, caller))) {
                served += each.get();
            }
        }

        assertThat(BUSIEST).hasValueLessThanOrEqualTo(2);
        assertThat(served).isGreaterThan(100);
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        BUSIEST.accumulateAndGet(BUSY.incrementAndGet(), Math::max);
        Mono<String> last = Mono.delay(Duration.ofMillis(1)).map(tick -> {
            BUSY.decrementAndGet();
            return "done";
        });
        return switch (request.uri().substring("/streams/".length())) {
            case "length" -> response.header("Content-Length", "8").sendString(Flux.concat(Mono.just("half"), last));
            case "chunked" -> response.sendString(Flux.concat(Mono.just("half"), last));
            case "events" ->
                response.header("Content-Type", "text/event-stream").sendString(last.map(text -> "data: 1\n\n"));
            case "nothing" -> last.then(Mono.defer(() -> response.status(204).then()));
            default -> last.then(Mono.defer(() -> response.status(500).send().then()));
        };
    }

    private int call(String method, String kind, Minted token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.port() + "/streams/" + kind))
                .header("Authorization", "Bearer " + token.value())
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("body")
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient client = clients.get(calls.getAndIncrement() % clients.size());
        return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
