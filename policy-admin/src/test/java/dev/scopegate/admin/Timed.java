package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import java.time.Duration;
import java.util.function.Supplier;

/** How long an answer takes that people wait for. */
final class Timed {

    private static final int TIMES = 9;
    private static final long MOST_MILLIS = 200;

    private Timed() {}

    /** The quickest of several: on a machine that does other things too, one may take long. */
    static Answer quick(String what, Supplier<Answer> call) {
        Answer answer = call.get();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            answer = call.get();
            best = Math.min(best, Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
        System.out.printf("%4d ms  %s%n", best, what);
        assertThat(best).as(what).isLessThan(MOST_MILLIS);
        return answer;
    }
}
