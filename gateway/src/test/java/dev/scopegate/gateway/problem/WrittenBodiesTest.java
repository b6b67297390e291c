package dev.scopegate.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.decision.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WrittenBodiesTest {

    private static final List<String> SHAPES = List.of(
            "problem",
            "hopr",
            "lnbits",
            "ocean",
            "saymon",
            "grpc",
            "{\"error\":\"{code}\",\"of\":{\"id\":\"{decision}\",\"again\":\"<{decision}> \\\"{decision}\\\"\"},\"n\":\"{status}\"}",
            "{\"{decision}\":1}");

    private final WrittenBodies bodies = new WrittenBodies();

    /** Twice each: the first time it is made, the second time it is remembered. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void a_body_is_what_its_shape_says(Reason reason) {
        for (String shape : SHAPES) {
            for (String decision : List.of("dec_0123456789abcdefghij", "dec_jihgfedcba9876543210")) {
                assertWritten(ErrorShape.of(shape), new Problem(reason, decision, "", null));
                assertWritten(ErrorShape.of(shape), new Problem(reason, decision, "orders:create", null));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a-the-decision-goes-here-",
                "GET /-the-decision-goes-here-/dec_0123456789abcdefghij",
                "GET /\"quoted\\\u0007 ü€\uD83D\uDE00"
            })
    void whatever_was_asked_for_is_written_as_it_is(String sufficient) {
        for (int i = 0; i < 2; i++) {
            assertWritten(KnownShape.PROBLEM, new Problem(Reason.NO_CAPABILITY, "dec_" + i, sufficient, null));
        }
        assertWritten(KnownShape.PROBLEM, new Problem(Reason.NO_CAPABILITY, "dec_1", sufficient.repeat(100), null));
    }

    @Test
    void what_one_may_know_is_not_told_to_another() {
        ErrorShape shape = KnownShape.PROBLEM;
        bodies.of(shape, new Problem(Reason.NO_CAPABILITY, "dec_1", "orders:create", null));

        assertWritten(shape, new Problem(Reason.NO_CAPABILITY, "dec_2", "orders:read", null));
        assertWritten(shape, new Problem(Reason.WRONG_NETWORK, "dec_3", "orders:create", null));
        assertWritten(KnownShape.OCEAN, new Problem(Reason.NO_CAPABILITY, "dec_4", "orders:create", null));
    }

    private void assertWritten(ErrorShape shape, Problem problem) {
        assertThat(bodies.of(shape, problem))
                .asString()
                .isEqualTo(
                        shape.body(problem).isEmpty()
                                ? ""
                                : JsonMapper.shared().writeValueAsString(shape.body(problem)));
    }
}
