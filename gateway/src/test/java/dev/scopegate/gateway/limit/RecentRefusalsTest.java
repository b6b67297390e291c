package dev.scopegate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.limit.Charge.Refused;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.store.Tab;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentRefusalsTest {

    private static final Meter METER = new Meter("token:t:all", new Quota(5, Quota.Refill.NEVER));
    private static final Tab TAB = new Tab("acc_a", "call", List.of(METER), 1);

    private final AtomicLong time = new AtomicLong();
    private final RecentRefusals refusals = new RecentRefusals(time::get);
    private final Refused refused = new Refused(METER, null, List.of());

    @BeforeEach
    void refuse() {
        refusals.remember(TAB, refused, refusals.now());
    }

    private void pass(int millis) {
        time.addAndGet(Duration.ofMillis(millis).toNanos());
    }

    @Test
    void for_a_moment_nobody_asks_again() {
        pass(49);
        assertThat(refusals.recall(TAB)).isEqualTo(refused);
        assertThat(refusals.recall(TAB)).isEqualTo(refused);
    }

    @Test
    void after_it_one_call_asks_and_the_others_are_refused_until_it_is_answered() {
        pass(50);
        assertThat(refusals.recall(TAB)).isNull();
        assertThat(refusals.recall(TAB)).isEqualTo(refused);
        pass(10);
        assertThat(refusals.recall(TAB)).isEqualTo(refused);
    }

    @Test
    void where_its_answer_does_not_come_the_next_one_asks() {
        pass(50);
        assertThat(refusals.recall(TAB)).isNull();
        pass(20);
        assertThat(refusals.recall(TAB)).isNull();
    }

    @Test
    void once_a_call_has_passed_everybody_asks() {
        refusals.forget(TAB);
        assertThat(refusals.recall(TAB)).isNull();
        assertThat(refusals.recall(TAB)).isNull();
    }
}
