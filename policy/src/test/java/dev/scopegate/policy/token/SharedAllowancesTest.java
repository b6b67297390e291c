package dev.scopegate.policy.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.capability.OperationRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedAllowancesTest {

    @Test
    void what_is_alike_is_held_once() {
        Allowance first = SharedAllowances.of(new OperationRef("api", "read"));

        assertThat(SharedAllowances.of(new OperationRef("api", "read"))).isSameAs(first);
        assertThat(first).isEqualTo(new Allowance(new OperationRef("api", "read"), List.of()));
    }

    @Test
    void what_differs_is_held_apart() {
        OperationRef named = new OperationRef("api", "read");

        assertThat(SharedAllowances.of(named).capability()).isEqualTo(named);
        assertThat(SharedAllowances.of(new OperationRef("other", "read")).capability())
                .isEqualTo(new OperationRef("other", "read"));
    }

    @Test
    void what_no_grant_holds_any_more_is_made_anew() {
        for (int i = 0; i < 100_000; i++) {
            OperationRef capability = new OperationRef("api", "read" + i % 1_000);
            assertThat(SharedAllowances.of(capability).capability()).isEqualTo(capability);
            if (i % 25_000 == 0) {
                System.gc();
            }
        }
    }
}
