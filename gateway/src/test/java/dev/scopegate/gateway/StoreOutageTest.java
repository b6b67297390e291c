package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.cache.Freshness;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StoreOutageTest {

    @Test
    void without_redis_everything_is_503_and_what_redis_lost_is_not_remembered() throws Exception {
        try (RunningGateway gateway = RunningGateway.withRoutes("scopegate.gateway.max-staleness=1s")) {
            Minted token = gateway.mint.token("GET /orders/*");
            assertThat(gateway.get("/orders/1", token.bearer()).status()).isEqualTo(200);

            gateway.redis.kill();
            Awaitility.await().until(() -> !gateway.bean(Freshness.class).isFresh());
            Answer known = gateway.get("/orders/1", token.bearer());
            Answer unknown = gateway.get("/orders/1", "Authorization: Bearer another-system");
            Answer malformed = gateway.get("/orders/1", "Authorization: Bearer sg_cap_x");

            assertThat(GrpcCaller.open(gateway.port(), "/users.API/List")
                            .call("authorization: bearer " + token.value())
                            .heard()
                            .status())
                    .as("UNAVAILABLE")
                    .isEqualTo(14);
            assertThat(known.status()).isEqualTo(503);
            assertThat(known.header("Retry-After")).isEqualTo("1");
            assertThat(known.body()).contains("\"code\":\"store_unavailable\"");
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(malformed.status()).isEqualTo(401);

            gateway.redis.restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> gateway.bean(Freshness.class).isFresh());
            int afterwards = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> gateway.get("/orders/1", token.bearer()).status(), status -> status != 503);
            assertThat(afterwards).isEqualTo(401);
        }
    }
}
