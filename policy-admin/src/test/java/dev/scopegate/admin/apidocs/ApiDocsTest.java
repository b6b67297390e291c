package dev.scopegate.admin.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.operations.Catalogues;
import dev.scopegate.policy.capability.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ApiDocsTest {

    private final AdminApp app = AdminApp.shared();

    private JsonNode document() {
        Answer answer = app.get("/api-docs", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private List<JsonNode> calls() {
        List<JsonNode> calls = new ArrayList<>();
        document().get("paths").forEach(path -> path.forEach(calls::add));
        return calls;
    }

    private JsonNode call(String operation) {
        return calls().stream()
                .filter(call -> call.get("operationId").asString().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_call_is_named_and_described_by_the_catalogue() {
        List<String> known = app.bean(Catalogues.class).of("scopegate").operations().stream()
                .map(Operation::ref)
                .map(ref -> ref.operation())
                .toList();
        assertThat(calls()).hasSizeGreaterThan(20).allSatisfy(call -> {
            assertThat(call.path("summary").asString("")).isNotEmpty();
            if (!call.has("security")) {
                assertThat(call.get("operationId").asString()).isIn(known);
            }
        });
        assertThat(calls().stream()
                        .filter(call -> call.has("security"))
                        .map(call -> call.get("operationId").asString()))
                .containsExactlyInAnyOrder("challenge", "keyLogin", "passkeysBeginSignIn", "passkeysSignIn");
        assertThat(call("tokensIssue").get("summary").asString()).isEqualTo("issue a token");
    }

    @Test
    void what_is_found_out_about_the_caller_is_no_parameter() {
        assertThat(call("tokensList").get("parameters"))
                .extracting(parameter -> parameter.get("name").asString())
                .containsExactlyInAnyOrder(
                        "state", "kind", "accessList", "parent", "account", "text", "count", "before");
        assertThat(document().toString()).doesNotContain("127.0.0.1").doesNotContain("Lineage");
    }

    @Test
    void the_examples_of_bodies_are_taken() {
        User user = app.user();
        for (String operation : List.of("tokensIssue", "aclsCreate")) {
            String example = example(operation, "application/json").toString();
            String path = operation.equals("tokensIssue") ? "/api/v1/tokens" : "/api/v1/acls";
            Answer answer = app.post(path, user.login(), example);
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        }
        String policy = example("policyDiff", "application/yaml").asString();
        Answer answer =
                app.exchange("POST", "/api/v1/policy/diff", Map.of("Authorization", "Bearer " + user.login()), policy);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void a_page_shows_it_under_the_policy_of_pages() {
        Answer page = app.get("/ui/api", null);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("/api/v1/tokens/{id}/rotate").contains("give a token a new secret");
        assertThat(page.header("Content-Security-Policy"))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
    }

    private JsonNode example(String operation, String type) {
        return call(operation).get("requestBody").get("content").get(type).get("example");
    }
}
