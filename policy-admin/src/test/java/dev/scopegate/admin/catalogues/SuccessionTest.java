package dev.scopegate.admin.catalogues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessionTest {

    private static final OperationCatalogue BEFORE = OperationCatalogue.of(
            "shop",
            List.of(
                    new Operation(
                            new OperationRef("shop", "keys"),
                            List.of(Capability.parse("POST /keys")),
                            5,
                            "",
                            "make a key",
                            true),
                    operation("list", "GET /orders"),
                    new Operation(
                            new OperationRef("shop", "endKey"),
                            List.of(Capability.parse("DELETE /keys/{id}")),
                            1,
                            "",
                            "",
                            true)));

    private static Operation operation(String name, String... calls) {
        return new Operation(
                new OperationRef("shop", name),
                Stream.of(calls).map(Capability::parse).toList(),
                1,
                "",
                "");
    }

    @ParameterizedTest(name = "{0} = {1}: must be named {2}, costs {3}")
    @CsvSource({
        "keys, POST /api/keys, true, 5",
        "createKey, POST /keys, true, 5",
        "revokeKey, DELETE /keys/{keyId}, true, 1",
        "list, GET /orders, false, 1",
        "other, GET /other, false, 1",
    })
    void an_operation_keeps_what_no_document_says(String name, String call, boolean explicit, long cost) {
        Operation after = new Succession(BEFORE)
                .of(List.of(operation(name, call)), false)
                .find(name)
                .orElseThrow();
        assertThat(after.explicit()).isEqualTo(explicit);
        assertThat(after.cost()).isEqualTo(cost);
    }

    @Test
    void an_operation_keeps_its_summary_where_the_document_has_none() {
        assertThat(new Succession(BEFORE)
                        .of(List.of(operation("keys", "POST /keys")), false)
                        .find("keys"))
                .hasValueSatisfying(after -> assertThat(after.summary()).isEqualTo("make a key"));
    }

    @Test
    void what_is_kept_gives_way_to_an_operation_with_the_same_call() {
        OperationCatalogue after = new Succession(BEFORE).of(List.of(operation("orders", "GET /orders")), true);
        assertThat(after.operations())
                .extracting(each -> each.ref().operation())
                .containsExactlyInAnyOrder("orders", "keys", "endKey");
    }
}
