package dev.scopegate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration LATEST = Duration.ofSeconds(5);

    private final Deadlines deadlines = new Deadlines(PATIENCE);

    @Test
    void an_answer_that_does_not_come_fails_when_its_time_is_up_and_not_before() {
        long began = System.nanoTime();
        CompletableFuture<String> answer = deadlines.bound(new CompletableFuture<>());

        assertThatThrownBy(() -> answer.get(LATEST.toMillis(), TimeUnit.MILLISECONDS))
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(PATIENCE.toNanos());
    }

    @Test
    void each_has_its_own_time_though_one_timer_serves_all() throws InterruptedException {
        List<CompletableFuture<Long>> ends = new ArrayList<>();
        List<Long> begins = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            begins.add(System.nanoTime());
            CompletableFuture<Long> answer = deadlines.bound(new CompletableFuture<>());
            ends.add(answer.exceptionally(late -> System.nanoTime()));
            Thread.sleep(PATIENCE.dividedBy(10));
        }

        for (int i = 0; i < ends.size(); i++) {
            long took =
                    ends.get(i).orTimeout(LATEST.toSeconds(), TimeUnit.SECONDS).join() - begins.get(i);
            assertThat(took).isGreaterThanOrEqualTo(PATIENCE.toNanos()).isLessThan(LATEST.toNanos());
        }
    }

    @Test
    void what_is_answered_in_time_stays_as_it_is_and_holds_up_nobody_behind_it() {
        CompletableFuture<String> answered = deadlines.bound(new CompletableFuture<>());
        CompletableFuture<String> late = deadlines.bound(new CompletableFuture<>());
        answered.complete("in time");

        assertThatThrownBy(() -> late.get(LATEST.toMillis(), TimeUnit.MILLISECONDS))
                .hasCauseInstanceOf(TimeoutException.class);
        assertThat(answered).isCompletedWithValue("in time");
    }

    @Test
    void after_a_pause_deadlines_hold_as_before() {
        assertThat(deadlines
                        .bound(new CompletableFuture<>())
                        .handle((value, late) -> "failed")
                        .join())
                .isEqualTo("failed");
        assertThat(deadlines
                        .bound(new CompletableFuture<>())
                        .handle((value, late) -> "failed")
                        .join())
                .isEqualTo("failed");
    }
}
