package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.cache.Freshness;
import dev.scopegate.gateway.forward.StreamGuard;
import dev.scopegate.wire.EthereumWallet;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A signed call that lasts is judged again by its signer's account, since its signature is used up. */
class OceanOpenCallTest {

    private static final String LASTING = "&x=/file";

    @Test
    void it_outlives_other_changes_and_ends_with_its_account() throws Exception {
        try (StreamingUpstream upstream = StreamingUpstream.start();
                RunningGateway gateway = RunningGateway.withRoutes("upstream.uri=" + upstream.uri())) {
            OceanCaller caller = OceanCaller.known(gateway);
            CompletableFuture<Answer> call =
                    CompletableFuture.supplyAsync(() -> gateway.get(caller.download("1") + LASTING));
            Awaitility.await().until(() -> gateway.bean(StreamGuard.class).size() == 1);

            caller.changed(gateway);
            TimeUnit.MILLISECONDS.sleep(500);
            assertThat(call).isNotDone();
            caller.lock(gateway);

            assertThat(call).failsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void without_redis_it_is_503() throws Exception {
        try (RunningGateway gateway = RunningGateway.withRoutes("scopegate.gateway.max-staleness=1s")) {
            OceanCaller caller = OceanCaller.known(gateway);
            gateway.redis.kill();
            Awaitility.await().until(() -> !gateway.bean(Freshness.class).isFresh());

            Answer answer = gateway.get(caller.download("1"));
            Answer forged = gateway.get(caller.download("1", new EthereumWallet()));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("{\"error\":");
            assertThat(forged.status()).isEqualTo(401);
            gateway.redis.restart();
        }
    }
}
