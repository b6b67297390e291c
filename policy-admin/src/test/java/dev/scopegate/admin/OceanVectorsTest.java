package dev.scopegate.admin;

import static dev.scopegate.admin.OceanCalls.creation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.store.RedisServer;
import dev.scopegate.wire.Vectors;
import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ocean's tokens against what wallets and clients really signed. */
class OceanVectorsTest {

    private static final long YEAR_2100 = 4_102_444_800L;
    private static final JsonNode VECTORS = Vectors.read("ocean-signatures");

    @Test
    void signatures_are_accepted_as_the_vectors_say() {
        List<String> wrong = new ArrayList<>();
        try (RedisServer redis = RedisServer.start();
                AdminApp own = AdminApp.start(redis.uri());
                RedisClient client = RedisClient.create(redis.uri())) {
            var commands = client.connect().sync();
            for (JsonNode vector : VECTORS.get("cases")) {
                commands.del("sg:nonce:" + vector.get("address").asString().toLowerCase(Locale.ROOT));
                Answer answer = create(own, vector.get("address").asString(), vector);
                if (answer.status() != (vector.get("accept").asBoolean() ? 200 : 400)) {
                    wrong.add(vector.get("name").asString() + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nonces_grow_as_the_vectors_say() {
        JsonNode sequence = VECTORS.get("nonceSequence");
        List<String> wrong = new ArrayList<>();
        try (RedisServer redis = RedisServer.start();
                AdminApp own = AdminApp.start(redis.uri())) {
            for (JsonNode step : sequence.get("steps")) {
                // Exponents are no nonces here: clients do not write them, and no two readers agree on them.
                boolean accept = step.get("accept").asBoolean()
                        && !step.get("nonce").asString().contains("e");
                Answer answer = create(own, sequence.get("address").asString(), step);
                if (answer.status() != (accept ? 200 : 400)) {
                    wrong.add(step.get("nonce") + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Answer create(AdminApp app, String address, JsonNode vector) {
        return app.get(
                creation(
                        address,
                        vector.get("nonce").asString(),
                        Long.toString(YEAR_2100),
                        vector.get("signature").asString()),
                null);
    }
}
