package dev.scopegate.policy.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelegationTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Operation LIST =
            new Operation(new OperationRef("shop", "list"), List.of(Capability.parse("GET /orders")), 1, "", "");

    private final Delegation delegation =
            new Delegation(ref -> ref.equals(LIST.ref()) ? Optional.of(LIST) : Optional.empty());

    @ParameterizedTest(name = "parent [{0}], child [{1}]: {2}")
    @CsvSource({
        "GET /a, GET /a, true",
        "GET /a, GET /b, false",
        "GET /a, * /a, false",
        "* /**, GET /a, true",
        "shop:list, shop:list, true",
        "shop:list, GET /orders, false",
        "GET /**, shop:list, true",
        "POST /**, shop:list, false",
        "* /**, shop:unknown, false",
        "GET /a max 5, GET /a max 5, true",
        "GET /a max 5, GET /a max 6, false",
        "GET /a max 5, GET /a, false",
        "GET /a, GET /a max 9, true",
    })
    void a_child_may_hold_what_its_parent_holds(String parent, String child, boolean expected) {
        assertThat(delegation
                        .excess(terms(granted(child)), terms(granted(parent)))
                        .isEmpty())
                .isEqualTo(expected);
    }

    @Test
    void a_child_may_not_drop_the_bounds_of_its_parent() {
        Terms bounded = new Terms(
                granted("GET /a"),
                List.of(),
                List.of(Network.parse("10.0.0.0/8")),
                Set.of("shop"),
                Validity.until(NOON));

        assertThat(delegation.excess(bounded, bounded)).isEmpty();
        assertThat(delegation.excess(terms(granted("GET /a")), bounded)).contains("it would outlive its parent");
        assertThat(delegation.excess(
                        new Terms(granted("GET /a"), List.of(), List.of(), Set.of("shop"), Validity.until(NOON)),
                        bounded))
                .contains("it would be usable from or for more than its parent");
        assertThat(delegation.excess(terms(null), terms(granted("GET /a"))))
                .contains("it names no capabilities of its own, but its parent does");
    }

    private static Terms terms(@Nullable List<GrantedCapability> capabilities) {
        return new Terms(capabilities, List.of(), List.of(), Set.of(), Validity.UNBOUND);
    }

    private static List<GrantedCapability> granted(String text) {
        return Stream.of(text)
                .map(each -> {
                    String[] parts = each.split(" max ", 2);
                    List<Limit> limits = parts.length == 1
                            ? List.of()
                            : List.of(new Quota(Long.parseLong(parts[1]), Quota.Refill.NEVER));
                    return new GrantedCapability(CapabilityRef.parse(parts[0]), limits);
                })
                .toList();
    }
}
