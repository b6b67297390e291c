package dev.scopegate.admin.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.capability.Operation;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueFileTest {

    @Test
    void an_operation_has_its_matches_cost_tag_and_summary() {
        Operation operation = CatalogueFile.parse("""
                        api: hopr
                        operations:
                          nodeGetVersion: { match: [GET /api/v3/node/version], tag: Node, summary: "the version", cost: 2 }
                        """).find("nodeGetVersion").orElseThrow();

        assertThat(operation.ref()).hasToString("hopr:nodeGetVersion");
        assertThat(operation.capabilities()).hasToString("[GET /api/v3/node/version]");
        assertThat(operation.cost()).isEqualTo(2);
        assertThat(operation.tag()).isEqualTo("Node");
        assertThat(operation.summary()).isEqualTo("the version");
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "",
                "- a list",
                "operations: {}",
                "api: x\noperations: []",
                "api: x\noperations: { a: { match: GET /x } }",
                "api: x\noperations: { a: { match: [get /x] } }",
                "api: x\noperations: { a: { match: [] } }",
                "api: x\noperations: { a: { match: [GET /x], cost: many } }",
                "api: x\noperations: { a: { match: [GET /x], cost: 0 } }",
                "api: x\noperations: { a: { match: [GET /x] }, a: { match: [GET /y] } }",
                "api: x\noperations: { a: { match: [GET /x] }, b: { match: [GET /x] } }",
                "api: x\noperations: { a: { match: [GET /x], explict: true } }",
                "api: X\noperations: {}",
                "!!java.net.URL [http://127.0.0.1:1/]");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void what_is_no_catalogue_is_refused(String yaml) {
        assertThatThrownBy(() -> CatalogueFile.parse(yaml)).isInstanceOf(RuntimeException.class);
    }
}
