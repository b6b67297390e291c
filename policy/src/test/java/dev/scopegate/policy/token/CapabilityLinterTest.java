package dev.scopegate.policy.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityLinterTest {

    private static final OperationCatalogue SHOP = OperationCatalogue.of(
            "shop",
            List.of(
                    operation("shop", "list", false, "GET /orders"),
                    operation("shop", "latest", false, "GET /orders/latest"),
                    operation("shop", "read", false, "GET /orders/{id}"),
                    operation("shop", "write", false, "PUT /orders/{id}", "PATCH /orders/{id}"),
                    operation("shop", "keys", true, "POST /keys"),
                    operation("shop", "key", true, "DELETE /keys/{id}")));
    private static final OperationCatalogue BANK =
            OperationCatalogue.of("bank", List.of(operation("bank", "pay", false, "POST /orders/{id}/payment")));

    private final CapabilityLinter linter = new CapabilityLinter(List.of(SHOP, BANK));

    private static Operation operation(String api, String name, boolean explicit, String... match) {
        return new Operation(
                new OperationRef(api, name),
                Stream.of(match).map(Capability::parse).toList(),
                1,
                "",
                "",
                explicit);
    }

    @ParameterizedTest(name = "[{0}] covers [{1}]")
    @CsvSource({
        "shop:read, shop:read WHOLE",
        "shop:unknown, ''",
        "GET /orders, shop:list WHOLE",
        "POST /orders, ''",
        "GET /orders/*, shop:latest WHOLE shop:read WHOLE",
        "GET /orders/latest, shop:latest WHOLE",
        "GET /orders/7, shop:read PART",
        "PUT /orders/*, shop:write PART",
        "* /orders/*, shop:latest WHOLE shop:read WHOLE shop:write WHOLE",
        "* /orders/**, shop:latest WHOLE shop:list WHOLE shop:read WHOLE shop:write WHOLE bank:pay WHOLE",
        "POST /orders/**, bank:pay WHOLE",
        "GET /orders/7/items, ''",
        "* /keys/**, shop:key WHOLE shop:keys WHOLE",
        "POST /*, shop:keys NEEDS_NAME",
        "DELETE /*/*, shop:key NEEDS_NAME",
        "POST /keys, shop:keys WHOLE",
        "DELETE /keys/*, shop:key WHOLE",
        "DELETE /keys/7, shop:key NEEDS_NAME",
    })
    void what_a_capability_covers(String capability, String expected) {
        assertThat(linter.coverageOf(CapabilityRef.parse(capability)))
                .extracting(each -> each.operation().ref() + " " + each.extent())
                .containsExactlyInAnyOrder(
                        expected.isEmpty() ? new String[0] : expected.split("(?<=[A-Z]) (?=[a-z])", -1));
    }

    @ParameterizedTest(name = "[{0}] warns of [{1}]")
    @CsvSource({
        "GET /orders, ''",
        "shop:read, ''",
        "shop:keys, ''",
        "* /**, 0 OVER_BROAD",
        "GET /**, 0 OVER_BROAD",
        "GET /*/**, 0 OVER_BROAD",
        "GET /orders/**, ''",
        "* /orders/**, 0 SEVERAL_APIS",
        "shop:unknown, 0 NEVER_MATCHES",
        "GET /order, 0 NEVER_MATCHES",
        "POST /*, 0 NEEDS_NAME",
        "DELETE /keys/7, 0 NEEDS_NAME",
        "GET /orders; shop:list, 1 SHADOWED",
        "shop:list; GET /orders, 0 SHADOWED",
        "GET /orders; GET /orders, 1 SHADOWED",
        "GET /orders; GET /orders; GET /orders, 1 SHADOWED|2 SHADOWED",
        "GET /orders; GET /orders max 5, 0 SHADOWED",
        "GET /orders/*; GET /orders/7 max 5, ''",
        "GET /orders/* max 5; GET /orders/7, 1 SHADOWED",
        "GET /orders/{id}; GET /orders/*, 1 SHADOWED",
    })
    void what_is_odd_about_a_list(String entries, String expected) {
        assertThat(kinds(entries, "* /**"))
                .isEqualTo(expected.isEmpty() ? Set.of() : Set.of(expected.split("\\|", -1)));
    }

    @ParameterizedTest(name = "an account with [{0}] lacks of [{1}]: [{2}]")
    @CsvSource({
        "GET /orders, GET /orders, ''",
        "GET /orders, shop:list, ''",
        "* /keys/**, shop:keys, ''",
        "GET /orders, PUT /orders/7, 0 BEYOND_ACCOUNT",
        "GET /orders, GET /orders/**, 0 BEYOND_ACCOUNT",
    })
    void a_list_that_is_broader_than_its_account_can_do_no_more(String held, String entries, String expected) {
        assertThat(kinds(entries, held)).isEqualTo(expected.isEmpty() ? Set.of() : Set.of(expected));
    }

    @Test
    void a_warning_of_a_shadowed_entry_says_by_what_and_whose_limits_count() {
        assertThat(linter.lint(granted("GET /orders/* max 5; GET /orders/7"), account("* /**")))
                .singleElement()
                .extracting(CapabilityWarning::text)
                .asString()
                .contains("'GET /orders/*'", "limits");
    }

    private Set<String> kinds(String entries, String held) {
        return linter.lint(granted(entries), account(held)).stream()
                .map(warning -> warning.entry() + " " + warning.kind())
                .collect(Collectors.toSet());
    }

    private static List<GrantedCapability> granted(String entries) {
        return Stream.of(entries.split("; ", -1))
                .map(entry -> entry.split(" max ", -1))
                .map(parts -> new GrantedCapability(
                        CapabilityRef.parse(parts[0]),
                        parts.length == 1
                                ? List.of()
                                : List.of(new Quota(Long.parseLong(parts[1]), Quota.Refill.NEVER))))
                .toList();
    }

    private static Account account(String held) {
        return new Account("acc_1", "alice", Set.of(), granted(held), List.of(), false, Instant.EPOCH);
    }
}
