package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.store.Usage;
import dev.scopegate.store.UsageCounters;
import dev.scopegate.store.UsagePeriod;
import dev.scopegate.store.UsageScope;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UsageTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final UsageCounters counters = new UsageCounters(gateway.mint.redis());

    /** Harm: whoever looks at usage takes what is there for all, and nobody says why it is not. */
    @Test
    void what_cannot_be_counted_is_said_in_the_log(CapturedOutput output) {
        Minted token = gateway.mint.token("GET /orders/*");
        String id = token.record().id();
        gateway.get("/orders/1", token.bearer());
        RedisClusterAsyncCommands<String, String> redis = gateway.mint.redis().commands();
        String uses = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> redis.keys("*" + id + "*:uses")
                                .toCompletableFuture()
                                .join(),
                        keys -> !keys.isEmpty())
                .getFirst();
        redis.del(uses).toCompletableFuture().join();
        redis.lpush(uses, "what is no hash").toCompletableFuture().join();

        gateway.get("/orders/1", token.bearer());

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> output.getAll().contains("redis must count all usage"));
        assertThat(output.getAll()).contains("said '" + uses + ": WRONGTYPE").contains("(failures: 1)");
    }

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
