package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LnbitsAclsTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    static String acl(String name, String... endpoints) {
        return json("name", name, "allowed_endpoints", List.of(endpoints));
    }

    private String created(String... endpoints) {
        return app.post("/api/v1/auth/acls", user.login(), acl("list", endpoints))
                .text("id");
    }

    private String token(String acl) {
        Answer answer = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null);
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("token");
    }

    @Test
    void a_list_is_created_listed_changed_and_deleted() {
        Answer created = app.post(
                "/api/v1/auth/acls",
                user.login(),
                acl("read-only-dashboard", "GET /api/v1/wallet", "GET /api/v1/payments"));
        String id = created.text("id");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().propertyNames()).containsExactly("id", "name", "allowed_endpoints");
        JsonNode listed = app.get("/api/v1/auth/acls", user.login()).json().get(0);
        assertThat(listed.propertyNames()).containsExactly("id", "name", "allowed_endpoints", "created_at");
        assertThat(listed.get("allowed_endpoints").toString())
                .isEqualTo("[\"GET /api/v1/wallet\",\"GET /api/v1/payments\"]");

        Answer renamed = app.put("/api/v1/auth/acls/" + id, user.login(), json("name", "updated-name"));
        assertThat(renamed.text("name")).isEqualTo("updated-name");
        assertThat(renamed.json().get("allowed_endpoints").size()).isEqualTo(2);

        assertThat(app.delete("/api/v1/auth/acls/" + id, user.login()).toString())
                .isEqualTo("200 {\"detail\":\"ACL deleted\"}");
        assertThat(app.get("/api/v1/auth/acls", user.login()).body()).isEqualTo("[]");
        assertThat(app.delete("/api/v1/auth/acls/" + id, user.login()).status()).isEqualTo(404);
    }

    @Test
    void an_endpoint_that_is_no_capability_is_refused_with_a_reason() {
        for (String bad : List.of(
                "", "GET", "/api/v1/wallet", "get /x", "GET x", "GET /a/**/b", "GET /a/../b", "GET /x y", "GET /a*b")) {
            Answer answer = app.post("/api/v1/auth/acls", user.login(), acl("bad", "GET /fine", bad));
            assertThat(answer.status()).as(bad).isEqualTo(400);
            assertThat(answer.text("detail")).as(bad).startsWith("allowed_endpoints: ");
        }
        String[] many = java.util.stream.IntStream.range(0, 101)
                .mapToObj(i -> "GET /x" + i)
                .toArray(String[]::new);
        assertThat(app.post("/api/v1/auth/acls", user.login(), acl("many", many))
                        .status())
                .isEqualTo(400);
        assertThat(app.post("/api/v1/auth/acls", user.login(), json("name", "none"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_token_may_do_what_its_list_says_and_no_more() {
        String token = token(created("GET /api/v1/auth"));

        assertThat(app.get("/api/v1/auth", token).status()).isEqualTo(200);
        Answer refused = app.get("/api/v1/auth/acls", token);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("detail")).isEqualTo("the token does not cover this method and path");
        assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope");
    }

    @Test
    void a_changed_list_changes_its_tokens_from_the_next_call_on() {
        String acl = created("GET /api/v1/auth");
        String token = token(acl);

        app.put("/api/v1/auth/acls/" + acl, user.login(), acl("list", "GET /api/v1/auth/acls"));

        assertThat(app.get("/api/v1/auth", token).status()).isEqualTo(403);
        assertThat(app.get("/api/v1/auth/acls", token).status()).isEqualTo(200);
    }

    @Test
    void an_empty_list_allows_nothing() {
        assertThat(app.get("/api/v1/auth", token(created())).status()).isEqualTo(403);
    }

    @Test
    void the_answer_to_a_new_token_has_the_documented_members() {
        String acl = created("GET /api/v1/auth");

        Answer answer = app.post(
                "/api/v1/auth/acls/" + acl + "/tokens",
                user.login(),
                json("name", "dashboard", "expiration_time_minutes", 5));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).containsExactly("id", "token", "acl_id", "created_at");
        assertThat(answer.text("token")).startsWith("sg_acl_");
        JsonNode record =
                app.get("/api/v1/tokens/" + answer.text("id"), user.login()).json();
        assertThat(record.get("description").asString()).isEqualTo("dashboard");
        assertThat(record.has("expiresAt")).isTrue();
        assertThat(record.toString()).doesNotContain(answer.text("token"));
    }

    @Test
    void a_revoked_token_stops_at_once_and_the_others_go_on() {
        String acl = created("GET /api/v1/auth");
        Answer first = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null);
        String other = token(acl);

        Answer revoked = app.delete("/api/v1/auth/acls/" + acl + "/tokens/" + first.text("id"), user.login());

        assertThat(revoked.toString()).isEqualTo("200 {\"detail\":\"Token revoked\"}");
        assertThat(app.get("/api/v1/auth", first.text("token")).status()).isEqualTo(401);
        assertThat(app.get("/api/v1/auth", other).status()).isEqualTo(200);
        assertThat(app.delete("/api/v1/auth/acls/" + acl + "/tokens/" + first.text("id"), user.login())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_deleted_list_ends_its_tokens_and_marks_them() {
        String acl = created("GET /api/v1/auth");
        Answer issued = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null);

        app.delete("/api/v1/auth/acls/" + acl, user.login());

        assertThat(app.get("/api/v1/auth", issued.text("token")).status()).isEqualTo(401);
        assertThat(app.get("/api/v1/tokens/" + issued.text("id"), user.login()).text("revokedBecause"))
                .isEqualTo("access list deleted");
    }

    @Test
    void lists_and_tokens_of_others_are_not_there() {
        String acl = created("GET /api/v1/auth");
        String id = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null)
                .text("id");
        String own = app.post("/api/v1/auth/acls", app.user().login(), acl("x")).text("id");
        User stranger = app.user();

        assertThat(app.put("/api/v1/auth/acls/" + acl, stranger.login(), acl("mine"))
                        .toString())
                .isEqualTo("404 {\"detail\":\"ACL not found.\"}");
        assertThat(app.delete("/api/v1/auth/acls/" + acl, stranger.login()).status())
                .isEqualTo(404);
        assertThat(app.post("/api/v1/auth/acls/" + acl + "/tokens", stranger.login(), null)
                        .status())
                .isEqualTo(404);
        assertThat(app.delete("/api/v1/auth/acls/" + own + "/tokens/" + id, stranger.login())
                        .status())
                .isEqualTo(404);
        assertThat(app.get("/api/v1/tokens/" + id, stranger.login()).status()).isEqualTo(404);
        assertThat(app.get("/api/v1/auth/acls", stranger.login()).body()).isEqualTo("[]");
    }

    @Test
    void a_token_cannot_widen_the_list_that_it_was_issued_from() {
        String acl = created("PUT /api/v1/auth/acls/*");

        Answer answer = app.put("/api/v1/auth/acls/" + acl, token(acl), acl("wide", "* /**"));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void a_token_issued_by_a_token_stays_within_it() {
        String narrow = created("POST /api/v1/auth/acls/*/tokens");
        String wide = created("* /api/v1/**");

        String child = app.post("/api/v1/auth/acls/" + wide + "/tokens", token(narrow), null)
                .text("token");

        assertThat(app.get("/api/v1/auth", child).status()).isEqualTo(403);
    }

    /** Guards against power that a token lends to another: what it holds itself is all that it can put into a list. */
    @Test
    void a_token_that_may_change_lists_widens_none_beyond_itself() {
        String editor = token(created("PUT /api/v1/auth/acls/*", "GET /api/v1/auth"));
        String other = created("GET /api/v1/auth");

        assertThat(app.put("/api/v1/auth/acls/" + other, editor, acl("list", "* /**"))
                        .status())
                .isEqualTo(403);
        assertThat(app.put("/api/v1/auth/acls/" + other, editor, acl("list", "GET /api/v1/auth"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_token_manages_lists_only_where_its_list_says_so_by_name() {
        String wide = token(created("* /api/v1/**", "* /**", "* /api/v1/auth/**"));
        String named = token(created("GET /api/v1/auth/acls", "POST /api/v1/auth/acls", "GET /x"));

        assertThat(app.get("/api/v1/auth/acls", wide).status()).isEqualTo(403);
        assertThat(app.post("/api/v1/auth/acls", wide, acl("new", "GET /x")).status())
                .isEqualTo(403);
        assertThat(app.get("/api/v1/auth/acls", named).status()).isEqualTo(200);
        assertThat(app.post("/api/v1/auth/acls", named, acl("new", "GET /x")).status())
                .isEqualTo(201);
    }

    @Test
    void a_token_of_a_list_cannot_touch_the_account_whatever_the_list_says() {
        String token = token(created("* /api/v1/**"));

        assertThat(app.delete("/api/v1/auth/me", token).status()).isEqualTo(403);
        assertThat(app.put("/api/v1/auth/me", token, json("display_name", "Mallory"))
                        .status())
                .isEqualTo(403);
        assertThat(app.get("/api/v1/auth", user.login()).status()).isEqualTo(200);
    }
}
