package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GrantTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private static List<Object> may(String capability, Object... limits) {
        return List.of(Map.of("capability", capability, "limits", List.of(limits)));
    }

    private Answer issue(String issuer, Object... pairs) {
        Answer answer = app.post("/api/v1/tokens", issuer, json(pairs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private Answer ask(String what, String asker, Answer issued, String method, String path) {
        return app.post(
                "/api/v1/decisions/" + what,
                asker,
                json("tokenId", issued.text("id"), "api", "scopegate", "method", method, "path", path));
    }

    private static JsonNode step(Answer answer) {
        return answer.json().get("granted").get(0);
    }

    private String list(String capability) {
        Answer made = app.post(
                "/api/v1/auth/acls", user.login(), json("name", "readers", "allowed_endpoints", List.of(capability)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("id");
    }

    @Test
    void the_very_operation_is_granted_and_nothing_else() {
        Answer issued = issue(user.login(), "capabilities", may("scopegate:tokensGet"));
        assertThat(app.get("/api/v1/audit", issued.text("token")).status()).isEqualTo(403);

        Answer explained = ask("explain", user.login(), issued, "GET", "/api/v1/audit");
        Answer granted = ask("grant", user.login(), issued, "GET", "/api/v1/audit");

        assertThat(explained.json().get("remedy").get("possible").booleanValue())
                .isTrue();
        assertThat(explained
                        .json()
                        .get("remedy")
                        .get("steps")
                        .get(0)
                        .get("adds")
                        .toString())
                .contains("scopegate:auditList");
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        assertThat(step(granted).get("subject").asString()).isEqualTo("token:" + issued.text("id"));
        assertThat(app.get("/api/v1/audit", issued.text("token")).status()).isEqualTo(200);
        assertThat(app.get("/api/v1/tokens", issued.text("token")).status()).isEqualTo(403);
        assertThat(ask("grant", user.login(), issued, "GET", "/api/v1/audit").status())
                .isEqualTo(409);
    }

    @Test
    void a_call_that_no_catalogue_knows_is_granted_by_method_and_path() {
        Answer issued = issue(AdminApp.ADMIN_TOKEN, "capabilities", may("GET /a"));

        Answer granted = ask("grant", AdminApp.ADMIN_TOKEN, issued, "GET", "/orders/7");

        assertThat(step(granted).get("adds").get("capability").asString()).isEqualTo("GET /orders/7");
        assertThat(ask("explain", AdminApp.ADMIN_TOKEN, issued, "GET", "/orders/7")
                        .text("outcome"))
                .isEqualTo("permit");
        assertThat(ask("explain", AdminApp.ADMIN_TOKEN, issued, "GET", "/orders/8")
                        .text("outcome"))
                .isEqualTo("no_capability");
    }

    /** Harm: a path with a star in it would grant all its siblings. */
    @Test
    void a_path_that_reads_as_a_pattern_is_not_granted() {
        Answer issued = issue(AdminApp.ADMIN_TOKEN, "capabilities", may("GET /a"));

        Answer refused = ask("grant", AdminApp.ADMIN_TOKEN, issued, "GET", "/orders/*");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("'*'");
    }

    @Test
    void a_token_that_draws_on_a_list_widens_the_list_and_the_others_are_counted() {
        String list = list("GET /a");
        Answer issued = issue(user.login(), "accessList", list);
        issue(user.login(), "accessList", list);
        issue(user.login(), "accessList", list);

        Answer granted = ask("grant", user.login(), issued, "GET", "/api/v1/audit");

        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        assertThat(step(granted).get("link").asString()).isEqualTo("access_list");
        assertThat(step(granted).get("name").asString()).isEqualTo("readers");
        assertThat(step(granted).get("otherTokens").intValue()).isEqualTo(2);
        assertThat(app.get("/api/v1/audit", issued.text("token")).status()).isEqualTo(200);
    }

    @Test
    void a_child_and_its_parent_are_granted_it_together_with_the_limits_of_whoever_has_it() {
        Answer parent = issue(user.login(), "capabilities", may("scopegate:tokensIssue"));
        Answer child = issue(parent.text("token"), "capabilities", List.of());

        Answer granted = ask("grant", user.login(), child, "GET", "/api/v1/audit");
        assertThat(granted.json().get("granted").size()).isEqualTo(2);
        assertThat(app.get("/api/v1/audit", child.text("token")).status()).isEqualTo(200);

        Answer limited = issue(
                user.login(),
                "capabilities",
                List.of(
                        may("scopegate:tokensIssue").getFirst(),
                        may("scopegate:auditList", Map.of("type", "calls", "max", 3))
                                .getFirst()));
        Answer below = issue(limited.text("token"), "capabilities", List.of());
        Answer with = ask("grant", user.login(), below, "GET", "/api/v1/audit");
        assertThat(with.json().get("granted").size()).isEqualTo(1);
        assertThat(step(with).get("adds").toString()).contains("\"max\":3");
    }

    @Test
    void only_an_administrator_widens_an_account() {
        Answer issued = issue(user.login(), "capabilities", may("GET /a"));

        Answer refused = ask("grant", user.login(), issued, "GET", "/orders");
        Answer explained = ask("explain", user.login(), issued, "GET", "/orders");
        Answer granted = ask("grant", AdminApp.ADMIN_TOKEN, issued, "GET", "/orders");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(explained.json().get("remedy").get("why").asString()).contains("administrator");
        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        assertThat(granted.json().get("granted").size()).isEqualTo(2);
        assertThat(ask("explain", user.login(), issued, "GET", "/orders").text("outcome"))
                .isEqualTo("permit");
    }

    @Test
    void what_is_refused_for_another_reason_is_not_granted() {
        Answer elsewhere = issue(user.login(), "capabilities", may("GET /a"), "networks", List.of("192.0.2.0/24"));
        Answer revoked = issue(user.login(), "capabilities", may("GET /a"));
        app.delete("/api/v1/tokens/" + revoked.text("id"), user.login());
        Answer other = issue(user.login(), "capabilities", may("GET /a"), "audience", List.of("demo"));

        assertThat(ask("grant", user.login(), elsewhere, "GET", "/api/v1/audit").text("detail"))
                .contains("wrong_network");
        assertThat(ask("grant", user.login(), revoked, "GET", "/api/v1/audit").text("detail"))
                .contains("revoked_token");
        assertThat(ask("grant", user.login(), other, "GET", "/api/v1/audit").text("detail"))
                .contains("wrong_audience");
    }

    /** Harm: a token that was given little gives itself, or another, the rest. */
    @Test
    void a_scoped_token_grants_nothing_and_a_stranger_finds_nothing() {
        Answer scoped = issue(user.login(), "capabilities", may("scopegate:decisionsGrant"));

        Answer itself = ask("grant", scoped.text("token"), scoped, "GET", "/api/v1/audit");

        assertThat(itself.status()).isEqualTo(403);
        assertThat(ask("grant", app.user().login(), scoped, "GET", "/api/v1/audit")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void what_is_granted_is_what_was_shown() {
        Answer issued = issue(user.login(), "capabilities", may("GET /a"));

        Answer refused = app.post(
                "/api/v1/decisions/grant",
                user.login(),
                json(
                        "tokenId",
                        issued.text("id"),
                        "api",
                        "scopegate",
                        "method",
                        "GET",
                        "path",
                        "/api/v1/audit",
                        "expected",
                        List.of("acl:another")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("changed");
        assertThat(app.get("/api/v1/audit", issued.text("token")).status()).isEqualTo(403);
    }
}
