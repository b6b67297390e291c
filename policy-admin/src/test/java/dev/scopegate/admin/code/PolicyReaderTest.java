package dev.scopegate.admin.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.scopegate.admin.yaml.Faults;
import dev.scopegate.admin.yaml.Faults.Fault;
import dev.scopegate.admin.yaml.FaultyTextException;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

    private static final String WRONG = """
            accessLists:
              one:
                capabilities:
                  - GET orders
                  - nonsense
                  - capability: demo:hello
                    limits:
                      - { type: calls, max: many }
                      - { type: rate, calls: 1, period: PT1S, brust: 2 }
                limit: []
              two: {}
            catalogues:
              - api: Orders
                operations: {}
            """;

    private static PolicyDocument read(String text) {
        Faults faults = new Faults("policy");
        PolicyDocument document = PolicyReader.read(text, faults);
        faults.refuseAny();
        return document;
    }

    private static List<Fault> faults(String text) {
        FaultyTextException faulty = catchThrowableOfType(FaultyTextException.class, () -> read(text));
        assertThat(faulty).as(text).isNotNull();
        return faulty.faults();
    }

    private static String only(String text) {
        List<Fault> faults = faults(text);
        assertThat(faults).hasSize(1);
        Fault fault = faults.getFirst();
        return fault.line() + ":" + fault.column() + " " + fault.at() + ": " + fault.message();
    }

    @Test
    void lists_and_catalogues_are_read_from_several_documents() {
        PolicyDocument document = read("""
                accessLists:
                  dashboard:
                    capabilities:
                      - demo:hello
                      - capability: GET /orders/*
                        limits: [{ type: calls, max: 100, per: day }]
                    limits: [{ type: concurrency, calls: 5 }]
                ---
                catalogues:
                  - api: orders
                    operations:
                      list: { match: ["GET /orders"], explicit: true, cost: 2 }
                """);

        PolicyDocument.DeclaredList list = document.lists().getFirst();
        assertThat(list.name()).isEqualTo("dashboard");
        assertThat(list.limits()).containsExactly(new Concurrency(5));
        assertThat(list.capabilities())
                .extracting(granted -> granted.capability().text())
                .containsExactly("demo:hello", "GET /orders/*");
        assertThat(list.capabilities().get(1).limits()).containsExactly(new Quota(100, Refill.DAY));
        var operation =
                document.catalogues().getFirst().catalogue().find("list").orElseThrow();
        assertThat(operation.explicit()).isTrue();
        assertThat(operation.cost()).isEqualTo(2);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_with_its_place() {
        List<Fault> faults = faults(WRONG);

        assertThat(faults).extracting(Fault::line).containsExactly(4, 5, 8, 9, 10, 11, 13);
        assertThat(faults)
                .extracting(Fault::at)
                .containsExactly(
                        "accessLists.one.capabilities[0]",
                        "accessLists.one.capabilities[1]",
                        "accessLists.one.capabilities[2].limits[0]",
                        "accessLists.one.capabilities[2].limits[1]",
                        "accessLists.one.limit",
                        "accessLists.two",
                        "catalogues[0]");
        assertThat(faults.get(2).message()).isEqualTo("'max' must be a whole number, but was string");
        assertThat(faults.get(3).message()).isEqualTo("a limit of this type has no 'brust'");
        assertThat(faults.get(4).message()).isEqualTo("access list may have [capabilities, limits], but has 'limit'");
    }

    @Test
    void a_name_stands_once_in_all_documents() {
        assertThat(only("accessLists: {a: {capabilities: []}}\n---\naccessLists: {a: {capabilities: []}}\n"))
                .isEqualTo("3:18 accessLists.a: access list 'a' must stand once, but stands twice");
        assertThat(only("accessLists:\n  a: {capabilities: []}\n  a: {capabilities: []}\n"))
                .isEqualTo("3:3 accessLists.a: 'a' must stand once, but stands twice");
        assertThat(only("accessLists:\n  a:\n    capabilities:\n      - demo:x\n      - demo:x\n"))
                .isEqualTo("5:9 accessLists.a.capabilities[1]: 'demo:x' must stand once, but stands twice");
    }

    @Test
    void plain_words_mean_what_they_mean_in_json() {
        PolicyDocument document = read("accessLists: {no: {capabilities: []}, 12:30: {capabilities: []}}");
        assertThat(document.lists())
                .extracting(PolicyDocument.DeclaredList::name)
                .containsExactly("no", "12:30");
        assertThat(only("accessLists: {a: {capabilities: [], limits: [{type: calls, max: 010}]}}"))
                .endsWith("'max' must be a whole number, but was string");
    }

    @Test
    void what_is_no_yaml_is_said_with_its_line() {
        assertThat(only("accessLists:\n  a: [\n")).startsWith("3:1 : text must be YAML, but ");
        assertThat(only("accessLists: {a: \u0007}")).contains("control characters");
        assertThat(only("- a\n")).isEqualTo("1:1 : policy must be a mapping, but was a list");
    }

    @Test
    void a_text_that_multiplies_itself_is_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 6; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(faults(bomb.toString()))
                .extracting(Fault::message)
                .anyMatch(each -> each.contains("at most 100000 values"));
        assertThat(faults("a: &a [*a]\n")).isNotEmpty();
        assertThat(faults("[".repeat(40) + "]".repeat(40))).isNotEmpty();
    }

    @Test
    void an_empty_text_declares_nothing() {
        assertThat(read("").lists()).isEmpty();
        assertThat(read("---\n# nothing yet\n").catalogues()).isEmpty();
    }

    @Test
    void a_list_may_hold_a_hundred_capabilities_and_a_capability_twenty_limits() {
        String capabilities = "accessLists:\n  a:\n    capabilities:\n";
        StringBuilder many = new StringBuilder(capabilities);
        for (int i = 0; i < 101; i++) {
            many.append("      - GET /").append(i).append('\n');
        }
        assertThat(only(many.toString())).endsWith("at most 100 capabilities may stand together, but there are 101");
        String limits = "{type: concurrency, calls: 1}, ".repeat(21);
        assertThat(only("accessLists: {a: {capabilities: [], limits: [" + limits + "]}}"))
                .endsWith("at most 20 limits may stand together, but there are 21");
    }
}
