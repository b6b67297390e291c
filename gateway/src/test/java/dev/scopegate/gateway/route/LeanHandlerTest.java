package dev.scopegate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebHandler;
import org.springframework.web.server.adapter.ForwardedHeaderTransformer;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.server.handler.ExceptionHandlingWebHandler;
import org.springframework.web.server.handler.ResponseStatusExceptionHandler;
import reactor.core.publisher.Mono;

class LeanHandlerTest {

    private static final WebExceptionHandler PASSES = (exchange, failure) -> {
        note(exchange, "passes on " + failure.getMessage());
        return Mono.error(failure);
    };
    private static final WebExceptionHandler FAILS = (exchange, failure) -> {
        note(exchange, "fails at " + failure.getMessage());
        throw new IllegalStateException("second");
    };
    private static final WebExceptionHandler ANSWERS = (exchange, failure) -> {
        note(exchange, "answers " + failure.getMessage());
        exchange.getResponse().setStatusCode(HttpStatus.CONFLICT);
        return exchange.getResponse().setComplete();
    };

    private static final Logger HOSTS = (Logger) LoggerFactory.getLogger(HttpWebHandlerAdapter.class);

    private @Nullable Level before;

    /** The host writes down all calls where it is asked to, and does all of them itself. */
    @BeforeEach
    void the_host_is_not_asked_for_details() {
        before = HOSTS.getLevel();
        HOSTS.setLevel(Level.OFF);
    }

    @AfterEach
    void the_host_says_what_it_did() {
        HOSTS.setLevel(before);
    }

    /** All that a client, and those who handle failures, see of one call. */
    private record Seen(@Nullable HttpStatusCode status, HttpHeaders headers, String body, String failure) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void a_call_ends_as_with_the_host(String what, WebHandler call, List<WebExceptionHandler> handlers) {
        HttpHandler host = host(call, handlers);
        HttpHandler lean = LeanHandler.of(host);

        assertThat(lean).isInstanceOf(LeanHandler.class);
        assertThat(seen(lean)).isEqualTo(seen(host));
    }

    static Stream<Arguments> a_call_ends_as_with_the_host() {
        return Stream.concat(answers(), failures());
    }

    private static Stream<Arguments> answers() {
        WebHandler silence = exchange -> Mono.empty();
        WebHandler answer = exchange -> answer(exchange, "all is well");
        WebHandler later = exchange -> Mono.defer(() -> answer(exchange, "later"));
        WebHandler notNow = exchange -> {
            exchange.getResponse().beforeCommit(() -> Mono.error(new IllegalStateException("not now")));
            return Mono.empty();
        };
        return Stream.of(
                Arguments.of("nothing is answered", silence, List.of()),
                Arguments.of("an answer", answer, List.of()),
                Arguments.of("an answer later", later, List.of(PASSES)),
                Arguments.of("an answer that cannot begin", notNow, List.of(ANSWERS)));
    }

    private static Stream<Arguments> failures() {
        WebHandler atOnce = exchange -> {
            throw new IllegalArgumentException("at once");
        };
        WebHandler status = exchange -> Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
        WebHandler gone = exchange -> Mono.error(new IOException("Broken pipe"));
        WebHandler behind = exchange -> answer(exchange, "begun").then(Mono.error(new IOException("then")));
        return Stream.of(
                Arguments.of("a failure nobody handles", failing("first"), List.of()),
                Arguments.of("a failure at once", atOnce, List.of(PASSES, ANSWERS)),
                Arguments.of("handlers in turn", failing("first"), List.of(PASSES, FAILS, ANSWERS, PASSES)),
                Arguments.of("handlers that fail", failing("first"), List.of(PASSES, FAILS)),
                Arguments.of("a status", status, List.of(PASSES, new ResponseStatusExceptionHandler())),
                Arguments.of("a client that has gone", gone, List.of()),
                Arguments.of("a failure behind an answer", behind, List.of(PASSES)));
    }

    @Test
    void whoever_hangs_up_ends_the_call_and_what_comes_after_it() {
        AtomicBoolean callEnded = new AtomicBoolean();
        AtomicBoolean answerEnded = new AtomicBoolean();
        WebExceptionHandler slow = (exchange, failure) -> Mono.<Void>never().doOnCancel(() -> answerEnded.set(true));

        cancelled(LeanHandler.of(
                host(exchange -> Mono.<Void>never().doOnCancel(() -> callEnded.set(true)), List.of())));
        cancelled(LeanHandler.of(host(failing("first"), List.of(slow))));

        assertThat(callEnded).isTrue();
        assertThat(answerEnded).isTrue();
    }

    @Test
    void what_stands_before_the_host_stays_in_its_place() {
        HttpHandler other = (request, response) -> Mono.empty();

        assertThat(LeanHandler.of(other)).isSameAs(other);
    }

    @Test
    void where_the_host_does_more_it_does_all() {
        HttpHandler escaping = WebHttpHandlerBuilder.webHandler(exchange -> Mono.empty())
                .defaultHtmlEscape(true)
                .build();
        HttpHandler observing = WebHttpHandlerBuilder.webHandler(exchange -> Mono.empty())
                .observationConvention(new DefaultServerRequestObservationConvention("my.requests"))
                .build();
        HttpHandler forwarded = WebHttpHandlerBuilder.webHandler(exchange -> Mono.empty())
                .forwardedHeaderTransformer(new ForwardedHeaderTransformer())
                .build();

        assertThat(List.of(escaping, observing, forwarded))
                .allSatisfy(host -> assertThat(LeanHandler.of(host)).isSameAs(host));
    }

    private static HttpHandler host(WebHandler call, List<WebExceptionHandler> handlers) {
        return WebHttpHandlerBuilder.webHandler(call)
                .exceptionHandlers(all -> all.addAll(handlers))
                .build();
    }

    private static WebHandler failing(String message) {
        return exchange -> Mono.error(new IllegalArgumentException(message));
    }

    private static Mono<Void> answer(ServerWebExchange exchange, String text) {
        DataBuffer body = exchange.getResponse().bufferFactory().wrap(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponse().getHeaders().setContentType(MediaType.TEXT_PLAIN);
        return exchange.getResponse().writeWith(Mono.just(body));
    }

    private static void note(ServerWebExchange exchange, String what) {
        Throwable handled = exchange.getAttribute(ExceptionHandlingWebHandler.HANDLED_WEB_EXCEPTION);
        String marked = handled == null ? "none" : Objects.toString(handled.getMessage());
        exchange.getResponse().getHeaders().add("Note", what + ", marked " + marked);
    }

    private static Seen seen(HttpHandler handler) {
        MockServerHttpResponse response = new MockServerHttpResponse();
        Throwable failure = catchThrowable(() ->
                handler.handle(MockServerHttpRequest.get("/").build(), response).block());
        List<String> body = new ArrayList<>();
        if (response.isCommitted()) {
            body.add(
                    response.getBodyAsString().onErrorComplete().blockOptional().orElse(""));
        }
        return new Seen(response.getStatusCode(), response.getHeaders(), body.toString(), Objects.toString(failure));
    }

    private static void cancelled(HttpHandler handler) {
        handler.handle(MockServerHttpRequest.get("/").build(), new MockServerHttpResponse())
                .subscribe()
                .dispose();
    }
}
