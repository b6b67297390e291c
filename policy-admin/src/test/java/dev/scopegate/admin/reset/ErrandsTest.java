package dev.scopegate.admin.reset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ErrandsTest {

    @Test
    void what_is_too_much_is_dropped_at_once_and_what_fails_is_not_quoted(CapturedOutput output) {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(1);
        try (Errands errands = new Errands(1, 2)) {
            errands.run(() -> {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IllegalStateException("somebody@example.org was refused");
            });
            for (int i = 0; i < 5; i++) {
                errands.run(done::incrementAndGet);
            }
            open.countDown();
        }

        assertThat(done).hasValue(2);
        assertThat(output.getAll())
                .contains("too many are waiting")
                .contains("IllegalStateException")
                .doesNotContain("somebody");
    }
}
