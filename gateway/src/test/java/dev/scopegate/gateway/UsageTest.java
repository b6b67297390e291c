package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.store.Usage;
import dev.scopegate.store.UsageCounters;
import dev.scopegate.store.UsagePeriod;
import dev.scopegate.store.UsageScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class UsageTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final UsageCounters counters = new UsageCounters(gateway.mint.redis());

    private Usage usage(String token) {
        return counters.usage(UsageScope.token(token), UsagePeriod.HOUR, Instant.now())
                .toCompletableFuture()
                .join();
    }

    @Test
    void calls_are_counted_with_what_became_of_them() {
        Minted token = gateway.mint.token("GET /orders/*");
        String id = token.record().id();
        for (int i = 0; i < 3; i++) {
            gateway.get("/orders/" + i, token.bearer());
        }
        gateway.send("DELETE /orders/7 HTTP/1.1", token.bearer());

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> usage(id).permitted() == 3 && usage(id).refusals() == 1);

        assertThat(usage(id).refused()).isEqualTo(Map.of("no_capability", 1L));
        assertThat(counters.uses(id).toCompletableFuture().join())
                .isEqualTo(Map.of("GET /orders/0", 1L, "GET /orders/1", 1L, "GET /orders/2", 1L));
    }
}
