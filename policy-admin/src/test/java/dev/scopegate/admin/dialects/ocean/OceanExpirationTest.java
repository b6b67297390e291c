package dev.scopegate.admin.dialects.ocean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.wire.Vectors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which ends Ocean's clients may ask for. */
class OceanExpirationTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    static List<JsonNode> expirations() {
        return Vectors.read("ocean-signatures").get("expirations").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("expirations")
    void an_end_lies_ahead_and_is_written_in_whole_seconds(JsonNode vector) {
        OceanFields fields = new OceanFields(Map.of("expiration", List.of(text(vector))), Optional.empty());

        Instant end = fields.expiration(NOW);

        assertThat(isRefused(fields)).isNotEqualTo(vector.get("accept").asBoolean());
        if (!isRefused(fields)) {
            assertThat(end).isEqualTo(Instant.ofEpochSecond(Long.parseLong(text(vector))));
        }
    }

    /** Some count from now. */
    private static String text(JsonNode vector) {
        String value = vector.get("value").asString();
        if (!value.startsWith("now")) {
            return value;
        }
        long ahead = value.equals("now") ? 0 : Long.parseLong(value.substring("now".length()));
        return Long.toString(NOW.getEpochSecond() + ahead);
    }

    private static boolean isRefused(OceanFields fields) {
        try {
            fields.refuseWrong();
            return false;
        } catch (InvalidFieldsException e) {
            return true;
        }
    }
}
