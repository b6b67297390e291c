package dev.scopegate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;
import reactor.core.publisher.Mono;

class HandlersInTurnTest {

    private final List<String> asked = new ArrayList<>();

    private final WebExceptionHandler passes = (exchange, failure) -> {
        asked.add("passes on " + failure.getMessage());
        return Mono.error(failure);
    };
    private final WebExceptionHandler fails = (exchange, failure) -> {
        asked.add("fails at " + failure.getMessage());
        throw new IllegalStateException("second");
    };
    private final WebExceptionHandler answers = (exchange, failure) -> {
        asked.add("answers " + failure.getMessage());
        return Mono.empty();
    };

    @Test
    void each_is_asked_about_what_the_one_before_it_failed_with() {
        ServerWebExchange exchange = exchange();

        handle(exchange, passes, fails, answers, passes);

        assertThat(asked).containsExactly("passes on first", "fails at first", "answers second");
        assertThat(exchange.getAttributes())
                .extractingByKey(ExceptionHandlingWebHandler.HANDLED_WEB_EXCEPTION)
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessage("second");
    }

    @Test
    void what_nobody_handles_stays_a_failure() {
        assertThatThrownBy(() -> handle(exchange(), passes, fails)).hasMessage("second");
        assertThatThrownBy(() -> handle(exchange())).hasMessage("first");
    }

    /** The host asks them in the same way. */
    @Test
    void the_host_asks_the_one_that_stands_for_all() {
        WebHttpHandlerBuilder.webHandler(exchange -> Mono.error(new IllegalStateException("first")))
                .exceptionHandler(passes, answers)
                .exceptionHandlers(HandlersInTurn::join)
                .build()
                .handle(MockServerHttpRequest.get("/").build(), new MockServerHttpResponse())
                .block();

        assertThat(asked).containsExactly("passes on first", "answers first");
    }

    private static void handle(ServerWebExchange exchange, WebExceptionHandler... handlers) {
        List<WebExceptionHandler> joined = new ArrayList<>(List.of(handlers));
        HandlersInTurn.join(joined);
        joined.getFirst().handle(exchange, new IllegalStateException("first")).block();
    }

    private static ServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/").build());
    }
}
