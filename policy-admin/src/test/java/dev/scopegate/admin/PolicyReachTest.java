package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose policy a caller may see and change. */
class PolicyReachTest {

    private static final String LISTS = "accessLists: {dashboard: {capabilities: []}, writer: {capabilities: []}}";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final PolicyCalls policies = new PolicyCalls(app);

    private Answer applied(String policy) {
        Answer answer = policies.apply(user.login(), policy, false, "*");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private JsonNode lists() {
        return app.get("/api/v1/acls", user.login()).json().get("acls");
    }

    @Test
    void nobody_sees_or_changes_the_lists_of_others() {
        applied(LISTS);
        User other = app.user();

        assertThat(policies.export(other.login()).body()).doesNotContain("dashboard");
        assertThat(policies.apply(other.login(), "", true, "*")
                        .json()
                        .get("empty")
                        .booleanValue())
                .isTrue();
        assertThat(lists().size()).isEqualTo(2);
        assertThat(app.get("/api/v1/policy", null).status()).isEqualTo(401);
    }

    @Test
    void catalogues_are_for_administrators_alone() {
        String policy = """
                catalogues:
                  - api: orders
                    operations: {list: {match: ["GET /orders"]}}
                accessLists: {by-name: {capabilities: ["orders:list"]}}
                """;

        Answer refused = policies.apply(user.login(), policy, false, "*");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(lists().size()).isZero();
        assertThat(policies.export(user.login()).body()).doesNotContain("catalogues");
        Answer applied = policies.apply(AdminApp.ADMIN_TOKEN, policy, false, "*");
        assertThat(applied.status()).as(applied.body()).isEqualTo(200);
        assertThat(applied.json().get("catalogues").get(0).get("added").get(0).asString())
                .isEqualTo("list");
        assertThat(policies.export(AdminApp.ADMIN_TOKEN).body())
                .contains("api: orders")
                .contains("orders:list");
    }

    @Test
    void a_token_that_does_not_stand_for_its_account_gives_no_more_than_it_holds() {
        applied("accessLists: {ci: {capabilities: [\"* /api/v1/policy/**\", scopegate:policyApply, demo:hello]}}");
        String own = app.post(
                        "/api/v1/tokens",
                        user.login(),
                        json("accessList", lists().get(0).get("id").asString()))
                .text("token");

        String held = "accessLists: {given: {capabilities: [demo:hello]}}";
        assertThat(policies.apply(own, held, false, "*").status()).isEqualTo(200);
        assertThat(policies.apply(own, "accessLists: {given: {capabilities: [demo:goodbye]}}", false, "*")
                        .status())
                .isEqualTo(403);
        assertThat(policies.apply(own, held, true, "*").status())
                .as("it would prune its own list")
                .isEqualTo(403);
        assertThat(lists().size()).isEqualTo(2);
    }

    @Test
    void two_lists_of_one_name_are_not_guessed_between() {
        for (int i = 0; i < 2; i++) {
            app.post("/api/v1/auth/acls", user.login(), json("name", "twin", "allowed_endpoints", List.of("GET /x")));
        }

        assertThat(policies.export(user.login()).text("code")).isEqualTo("ambiguous_name");
        Answer answer = policies.apply(user.login(), "accessLists: {twin: {capabilities: []}}", false, "*");
        assertThat(answer.json().get("errors").get(0).get("message").asString())
                .startsWith("2 access lists are named 'twin'");
    }
}
