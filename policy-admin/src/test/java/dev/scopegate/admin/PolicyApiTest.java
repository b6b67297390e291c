package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PolicyApiTest {

    private static final String TWO_LISTS = """
            accessLists:
              dashboard:
                capabilities:
                  - demo:hello
                  - capability: GET /orders/*
                    limits: [{type: calls, max: 5}]
              writer:
                capabilities: ["POST /orders"]
                limits: [{type: concurrency, calls: 2}]
            """;

    private static final String OTHERWISE = """
            accessLists:
              dashboard:
                capabilities:
                  - demo:goodbye
                  - capability: GET /orders/*
                    limits: [{type: calls, max: 6}]
                limits: [{type: concurrency, calls: 9}]
            """;

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final PolicyCalls policies = new PolicyCalls(app);

    private Answer applied(String policy, boolean prune) {
        Answer answer = policies.apply(user.login(), policy, prune, "*");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private JsonNode lists() {
        return app.get("/api/v1/acls", user.login()).json().get("acls");
    }

    private Answer issue(String list) {
        return app.post("/api/v1/tokens", user.login(), json("accessList", list, "description", "of " + list));
    }

    @Test
    void what_is_applied_is_what_was_compared_and_then_nothing_is_left_to_change() {
        Answer compared = policies.diff(user.login(), TWO_LISTS, false);
        assertThat(compared.json().get("accessLists"))
                .extracting(list ->
                        list.get("name").asString() + " " + list.get("change").asString())
                .containsExactly("dashboard added", "writer added");

        Answer applied = policies.apply(user.login(), TWO_LISTS, false, compared.header("ETag"));

        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
        assertThat(applied.json().get("acknowledged").get("laggards").size()).isZero();
        Answer again = policies.diff(user.login(), TWO_LISTS, true);
        assertThat(again.json().get("empty").booleanValue()).isTrue();
        assertThat(again.header("ETag")).isEqualTo(applied.header("ETag"));
        assertThat(policies.diff(user.login(), policies.export(user.login()).body(), true)
                        .json()
                        .get("empty")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void a_state_that_changed_after_it_was_compared_is_left_as_it_is() {
        String compared = policies.diff(user.login(), TWO_LISTS, false).header("ETag");
        applied("accessLists: {other: {capabilities: []}}", false);
        String before = policies.export(user.login()).body();

        Answer answer = policies.apply(user.login(), TWO_LISTS, false, compared);

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.text("code")).isEqualTo("changed_meanwhile");
        assertThat(policies.export(user.login()).body()).isEqualTo(before);
        assertThat(policies.apply(user.login(), TWO_LISTS, false, null).status())
                .isEqualTo(428);
    }

    @Test
    void one_error_refuses_the_whole_policy_and_all_errors_are_told() {
        Answer answer = policies.apply(user.login(), TWO_LISTS + """
              third:
                capabilities: [demo:nothing, "get /x", scopegate:tokensList]
            """, false, "*");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("invalid_policy");
        assertThat(answer.json().get("errors"))
                .extracting(error ->
                        error.get("line").asInt() + " " + error.get("at").asString())
                .containsExactly("11 accessLists.third.capabilities[0]", "11 accessLists.third.capabilities[1]");
        assertThat(lists().size()).isZero();
    }

    @Test
    void changes_are_told_capability_by_capability_with_the_tokens_that_feel_them() {
        applied(TWO_LISTS, false);
        String dashboard = idOf("dashboard");
        issue(dashboard);
        app.delete("/api/v1/tokens/" + issue(dashboard).text("id"), user.login());

        JsonNode change = policies.diff(user.login(), OTHERWISE, false)
                .json()
                .get("accessLists")
                .get(0);

        assertThat(change.get("change").asString()).isEqualTo("changed");
        assertThat(change.get("tokens").intValue()).isEqualTo(1);
        JsonNode capabilities = change.get("capabilities");
        assertThat(capabilities.get("added").toString()).isEqualTo("[\"demo:goodbye\"]");
        assertThat(capabilities.get("removed").toString()).isEqualTo("[\"demo:hello\"]");
        JsonNode turned = capabilities.get("changed").get(0);
        assertThat(turned.get("before").get(0).get("max").intValue()).isEqualTo(5);
        assertThat(turned.get("after").get(0).get("max").intValue()).isEqualTo(6);
        assertThat(change.get("limits").get("after").get(0).get("calls").intValue())
                .isEqualTo(9);
    }

    @Test
    void a_list_that_changes_keeps_its_tokens_and_one_that_is_pruned_ends_them() {
        applied(TWO_LISTS, false);
        String kept = idOf("dashboard");
        Answer stays = issue(kept);
        Answer ends = issue(idOf("writer"));
        String changed = "accessLists: {dashboard: {capabilities: [\"GET /api/v1/tokens/*\"]}}";

        JsonNode unpruned = policies.diff(user.login(), changed, false).json();
        assertThat(unpruned.get("kept").get(0).asString()).isEqualTo("writer");
        JsonNode pruned = policies.diff(user.login(), changed, true)
                .json()
                .get("accessLists")
                .get(1);
        assertThat(pruned.get("change").asString()).isEqualTo("removed");
        assertThat(pruned.get("cutOff").get(0).get("id").asString()).isEqualTo(ends.text("id"));
        applied(changed, true);

        assertThat(idOf("dashboard")).isEqualTo(kept);
        assertThat(lists().size()).isEqualTo(1);
        assertThat(app.get("/api/v1/tokens/" + stays.text("id"), stays.text("token"))
                        .status())
                .isEqualTo(200);
        assertThat(app.get("/api/v1/tokens/" + ends.text("id"), user.login())
                        .json()
                        .has("revokedAt"))
                .isTrue();
    }

    @Test
    void a_policy_is_at_most_a_mebibyte_of_utf8() {
        assertThat(policies.diff(user.login(), "#".repeat(1024 * 1024), false).status())
                .isEqualTo(200);
        assertThat(policies.diff(user.login(), "#".repeat(1024 * 1024 + 1), false)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void the_audit_log_holds_what_changed() {
        applied(TWO_LISTS, false);
        applied("accessLists: {writer: {capabilities: []}}", false);

        JsonNode entry = app.get("/api/v1/audit?count=1", user.login())
                .json()
                .get("entries")
                .get(0);

        assertThat(entry.get("action").asString()).isEqualTo("policy.apply");
        assertThat(entry.get("before").asString()).contains("POST /orders").doesNotContain("dashboard");
        assertThat(entry.get("after").asString()).contains("writer").doesNotContain("POST /orders");
    }

    private String idOf(String name) {
        return lists().valueStream()
                .filter(list -> list.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
    }
}
