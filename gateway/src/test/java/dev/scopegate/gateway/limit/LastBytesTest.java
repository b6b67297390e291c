package dev.scopegate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** That the last bytes are there is told before they are written, and not before they are there. */
class LastBytesTest {

    private final List<String> seen = new ArrayList<>();
    private final MockServerHttpResponse written = new MockServerHttpResponse();
    private final LastBytes response = new LastBytes(written, this::tell);

    LastBytesTest() {
        written.setWriteHandler(body -> body.doOnNext(part -> seen.add(part.toString(StandardCharsets.UTF_8)))
                .doOnComplete(() -> seen.add("end"))
                .then());
    }

    @Test
    void where_the_length_is_known_it_is_told_before_the_last_part() {
        response.getHeaders().setContentLength(8);

        response.writeWith(parts("half", "done")).subscribe();

        assertThat(seen).containsExactly("half", "there", "done", "end");
    }

    @Test
    void else_before_the_end() {
        response.writeWith(parts("half", "done")).subscribe();

        assertThat(seen).containsExactly("half", "done", "there", "end");
    }

    @Test
    void so_it_is_where_each_part_is_written_at_once() {
        response.writeAndFlushWith(Flux.just(parts("half"), parts("done"))).subscribe();

        assertThat(seen).containsSubsequence("half", "done", "there").endsWith("end");
    }

    @Test
    void an_answer_without_a_body_is_there_before_it_is_written() {
        written.beforeCommit(() -> {
            seen.add("written");
            return Mono.empty();
        });

        response.setComplete().subscribe();

        assertThat(seen).startsWith("there", "written");
    }

    @Test
    void one_that_breaks_off_has_no_last_bytes() {
        response.getHeaders().setContentLength(8);

        response.writeWith(Flux.concat(parts("half"), Flux.error(new IllegalStateException("broke off"))))
                .onErrorComplete()
                .subscribe();

        assertThat(seen).containsExactly("half");
    }

    private void tell() {
        if (!seen.contains("there")) {
            seen.add("there");
        }
    }

    private static Flux<DataBuffer> parts(String... texts) {
        return Flux.fromArray(texts)
                .map(text -> DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
}
