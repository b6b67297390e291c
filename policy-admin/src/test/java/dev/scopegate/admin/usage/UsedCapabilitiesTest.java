package dev.scopegate.admin.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.token.GrantedCapability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsedCapabilitiesTest {

    private final UsedCapabilities capabilities =
            new UsedCapabilities(AdminApp.shared().bean(Catalogues.class));

    @ParameterizedTest
    @CsvSource({
        "scopegate:tokensGet, scopegate:tokensGet, true",
        "scopegate:tokensGet, scopegate:tokensList, false",
        "scopegate:tokensGet, GET /api/v1/tokens/x, false",
        "GET /api/v1/tokens/*, scopegate:tokensGet, true",
        "GET /api/v1/tokens/tok_1, scopegate:tokensGet, true",
        "POST /api/v1/tokens/*, scopegate:tokensGet, false",
        "* /api/**, scopegate:tokensGet, true",
        "GET /api/**, scopegate:noLongerListed, false",
        "GET /orders/*, GET /orders/{...}, true",
        "GET /orders/latest, GET /orders/{...}, true",
        "GET /orders/*, GET /orders/7, true",
        "GET /orders/8, GET /orders/7, false",
        "GET /orders/*, GET /orders/a*b, true",
        "GET /orders/a/b, GET /orders/**, true",
        "GET /other/a, GET /orders/**, false",
        "GET /orders/*, GET (no operation of orders), false",
    })
    void a_call_counts_for_whatever_may_have_covered_it(String granted, String use, boolean expected) {
        var held = new GrantedCapability(CapabilityRef.parse(granted), List.of());

        List<UsedCapability> used = capabilities.of(List.of(held), Map.of(use, 3L));

        assertThat(used).containsExactly(new UsedCapability(held, expected ? 3 : 0));
        assertThat(used.getFirst().isUnused()).isEqualTo(!expected);
    }
}
