package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.enforce.Refusal;
import dev.scopegate.gateway.problem.ProblemWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The table of {@link StockAndLeanTest} once more, on a gateway that nobody added a web filter to: as it is shipped. */
class PastFiltersTest {

    private static final String WEIGHT = ", \"Weight=all, 100\"";

    @TempDir
    private static Path routes;

    private static RunningGateway lean;
    private static RunningGateway stock;
    private static Minted leanToken;
    private static Minted stockToken;

    /** Tells whether the web filters stand round what is decided. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {

        @Bean
        AtomicBoolean filtered() {
            return new AtomicBoolean();
        }

        @Bean
        Refusal refusal(ProblemWriter writer, AtomicBoolean filtered) {
            return new Refusal(
                    writer,
                    event -> filtered.set(StackWalker.getInstance()
                            .walk(frames -> frames.anyMatch(
                                    frame -> frame.getClassName().endsWith(".DefaultWebFilterChain")))));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        String all = Files.readString(Path.of("src/test/resources/lean/routes.yml"));
        assertThat(all).contains(WEIGHT);
        Files.writeString(routes.resolve("routes.yml"), all.replace(WEIGHT, ""));
        lean = started(routes, true);
        stock = started(routes, false);
        leanToken = lean.mint.token("* /**");
        stockToken = stock.mint.token("* /**");
        StockAndLeanTest.exchange(lean, leanToken, "GET /plain/first HTTP/1.1");
    }

    @AfterAll
    static void end() {
        lean.close();
        stock.close();
    }

    private static RunningGateway started(Path routes, boolean lean) {
        RunningGateway gateway = RunningGateway.of(
                Host.class,
                "scopegate.gateway.routes-dir=" + routes,
                "management.server.port=-1",
                "scopegate.gateway.lean=" + lean);
        UpstreamAnswers.ALL.forEach((mark, answer) -> gateway.upstream.answers(mark, "HTTP/1.1 " + answer));
        return gateway;
    }

    static Stream<Arguments> requests() {
        return StockAndLeanTest.requests();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("requests")
    void upstreams_and_clients_see_the_same(String way, String request) {
        Answer fast = StockAndLeanTest.exchange(lean, leanToken, request);
        Answer slow = StockAndLeanTest.exchange(stock, stockToken, request);

        assertThat(StockAndLeanTest.received(lean, leanToken)).isEqualTo(StockAndLeanTest.received(stock, stockToken));
        assertThat(StockAndLeanTest.told(fast, request)).isEqualTo(StockAndLeanTest.told(slow, request));
    }

    @Test
    void calls_of_plain_routes_go_past_the_hosts_filter() {
        assertThat(isFiltered(lean)).isFalse();
    }

    @Test
    void where_a_route_has_a_weight_all_calls_go_through_it() {
        try (RunningGateway weighing = started(Path.of("src/test/resources/lean"), true)) {
            weighing.get("/plain/first");

            assertThat(isFiltered(weighing)).isTrue();
            assertThat(weighing.get("/by/weight/1", weighing.mint.token("* /**").bearer())
                            .status())
                    .isEqualTo(200);
        }
    }

    private static boolean isFiltered(RunningGateway gateway) {
        assertThat(gateway.get("/plain/1").status()).isEqualTo(401);
        return gateway.bean(AtomicBoolean.class).get();
    }
}
