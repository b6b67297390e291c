package dev.scopegate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class InTurnTest {

    private final List<String> taken = new ArrayList<>();
    private final TestPublisher<Void> first =
            TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
    private final Mono<Void> steps = new InTurn(
            first.mono(),
            () -> Mono.fromRunnable(() -> taken.add("next")),
            failure -> Mono.fromRunnable(() -> taken.add("instead of " + failure.getMessage())),
            () -> taken.add("unwanted"));

    @Test
    void the_next_step_comes_once_the_first_is_over() {
        StepVerifier.create(steps)
                .then(() -> assertThat(taken).isEmpty())
                .then(first::complete)
                .verifyComplete();

        assertThat(taken).containsExactly("next");
    }

    @Test
    void another_comes_where_the_first_fails() {
        StepVerifier.create(steps)
                .then(() -> first.error(new IllegalStateException("first")))
                .verifyComplete();

        assertThat(taken).containsExactly("instead of first");
    }

    @Test
    void where_nothing_is_left_to_do_it_is_over() {
        StepVerifier.create(new InTurn(Mono.empty(), () -> null, Mono::error, () -> {}))
                .verifyComplete();
    }

    @Test
    void a_step_that_cannot_be_made_is_a_failure() {
        Mono<Void> impossible = new InTurn(
                Mono.empty(),
                () -> {
                    throw new IllegalStateException("no step");
                },
                Mono::error,
                () -> {});

        StepVerifier.create(impossible).verifyErrorMessage("no step");
    }

    /** A signal may be under way when whoever waited goes away. */
    @Test
    void no_step_is_taken_for_who_went_away() {
        Disposable waiting = steps.subscribe();
        waiting.dispose();
        first.complete();
        waiting.dispose();

        assertThat(taken).containsExactly("unwanted");
    }

    @Test
    void who_goes_away_during_the_second_step_ends_it() {
        TestPublisher<Void> second = TestPublisher.create();
        Disposable waiting =
                new InTurn(Mono.empty(), second::mono, Mono::error, () -> taken.add("unwanted")).subscribe();

        waiting.dispose();

        second.assertCancelled();
        assertThat(taken).isEmpty();
    }
}
