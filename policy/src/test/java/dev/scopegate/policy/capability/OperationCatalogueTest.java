package dev.scopegate.policy.capability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationCatalogueTest {

    private static final List<String> METHODS = List.of("GET", "POST", "*");
    private static final List<String> PARTS = List.of("a", "b", "*", "{id}");
    private static final List<String> NAMES = List.of("a", "b", "c", "");

    @ParameterizedTest
    @CsvSource({
        "GET, /orders/1/lines, GET /orders/{id}/lines",
        "GET, /orders/new/lines, GET /orders/new/**",
        "GET, /orders/new, GET /orders/new",
        "GET, /orders/7, GET /orders/{id}",
        "PUT, /orders/7, * /orders/{id}",
        "GET, /orders/7/, GET /**",
        "GET, /orders/, GET /orders/",
        "GET, /, GET /**",
        "PUT, /, ''",
        "GET, /ordersnew, GET /**",
    })
    void the_most_specific_operation_is_called(String method, String path, String expected) {
        OperationCatalogue catalogue = catalogue(List.of(
                "GET /**",
                "GET /orders/",
                "GET /orders/{id}",
                "* /orders/{id}",
                "GET /orders/new",
                "GET /orders/new/**",
                "GET /orders/{id}/lines"));

        Operation called = catalogue.operationCalledBy(request(method, path));

        assertThat(text(called)).isEqualTo(expected);
    }

    /** The order of specificity says which, however the operations are looked up. */
    @Test
    void an_index_finds_what_a_search_through_all_finds() {
        Random random = new Random(20_261_126);
        int found = 0;
        for (int round = 0; round < 3_000; round++) {
            List<String> capabilities = capabilities(random);
            OperationCatalogue catalogue = catalogue(capabilities);
            for (int i = 0; i < 20; i++) {
                AccessRequest request = request(random.nextBoolean() ? "GET" : "PUT", path(random));
                Operation called = catalogue.operationCalledBy(request);
                Capability first = firstOf(capabilities, request);
                assertThat(text(called))
                        .as("%s of %s", request, capabilities)
                        .isEqualTo(first == null ? "" : first.text());
                found += called == null ? 0 : 1;
            }
        }
        assertThat(found).isBetween(10_000, 55_000);
    }

    private static @Nullable Capability firstOf(List<String> capabilities, AccessRequest request) {
        Capability first = null;
        for (String text : capabilities) {
            Capability each = Capability.parse(text);
            if (each.matches(request) && (first == null || precedes(each, first))) {
                first = each;
            }
        }
        return first;
    }

    private static boolean precedes(Capability one, Capability other) {
        int order = one.path().compareSpecificity(other.path());
        return order < 0 || (order == 0 && !one.anyMethod() && other.anyMethod());
    }

    private static List<String> capabilities(Random random) {
        Set<String> patterns = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < 12; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int n = random.nextInt(4); n > 0; n--) {
                pattern.append('/').append(PARTS.get(random.nextInt(PARTS.size())));
            }
            pattern.append(random.nextInt(3) == 0 ? "/**" : pattern.isEmpty() || random.nextInt(6) == 0 ? "/" : "");
            String method = METHODS.get(random.nextInt(METHODS.size()));
            // A variable says the same whatever its name, and two that say the same have no order.
            if (patterns.add(method + pattern.toString().replace("{id}", "*"))) {
                texts.add(method + " " + pattern);
            }
        }
        return new ArrayList<>(texts);
    }

    private static String path(Random random) {
        StringBuilder path = new StringBuilder();
        for (int n = random.nextInt(4); n > 0; n--) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size() - 1)));
        }
        return path.append(path.isEmpty() || random.nextInt(5) == 0 ? "/" : "").toString();
    }

    private static OperationCatalogue catalogue(List<String> capabilities) {
        List<Operation> operations = new ArrayList<>();
        for (String capability : capabilities) {
            operations.add(new Operation(
                    new OperationRef("api", "o" + operations.size()),
                    List.of(Capability.parse(capability)),
                    1,
                    "",
                    ""));
        }
        return OperationCatalogue.of("api", operations);
    }

    private static AccessRequest request(String method, String path) {
        return new AccessRequest("route", "api", method, CanonicalPath.of(path).orElseThrow(), null, Instant.EPOCH);
    }

    private static String text(@Nullable Operation operation) {
        return operation == null ? "" : operation.capabilities().getFirst().text();
    }
}
