package dev.scopegate.admin.dialects.ocean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.dialects.ocean.OceanJwt.Claims;
import dev.scopegate.wire.Vectors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class OceanJwtTest {

    /** A key of tests, published with the provider. */
    private static final String KEY = "0xfd5c1ccea015b6d663618850824154a3b3fb2882c46cefb05b9a93fea8c3d215";

    private final OceanJwt jwt = new OceanJwt(KEY);

    /** Those that a provider wrote, and those that nobody writes. */
    static Stream<Arguments> cases() {
        return Vectors.read("jwts")
                .get("cases")
                .valueStream()
                .filter(each ->
                        List.of("ocean", "any").contains(each.get("system").asString()))
                .map(each -> Arguments.of(each.get("name").asString(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void a_token_is_in_force_as_the_vectors_say(String name, JsonNode vector) {
        Instant clock = Instant.ofEpochSecond(vector.get("clock").asLong());

        Optional<Claims> read = jwt.read(vector.get("token").asString());

        assertThat(read.filter(claims -> claims.expiresAt().isAfter(clock)).isPresent())
                .isEqualTo(vector.get("accept").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void what_real_providers_write_is_written_byte_for_byte(String name, JsonNode vector) {
        if (vector.get("accept").asBoolean()) {
            JsonNode claims = vector.get("claims");

            String written = jwt.write(new Claims(
                    Instant.ofEpochSecond(claims.get("exp").asLong()),
                    claims.get("address").asString(),
                    null));

            assertThat(written).isEqualTo(vector.get("token").asString());
        }
    }

    @Test
    void an_id_is_written_last_and_read_back() {
        Claims claims = new Claims(Instant.ofEpochSecond(4_102_444_800L), "0xAb", "tok_1");

        assertThat(jwt.read(jwt.write(claims))).contains(claims);
        assertThat(new OceanJwt(KEY + "x").read(jwt.write(claims))).isEmpty();
    }
}
