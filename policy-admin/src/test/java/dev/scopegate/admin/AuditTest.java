package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private String account() {
        return user.account();
    }

    @Test
    void a_change_tells_who_what_when_and_from_where_and_no_secret() {
        String acl = app.post("/api/v1/auth/acls", user.login(), LnbitsAclsTest.acl("a", "GET /x"))
                .text("id");
        String token = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null)
                .text("token");
        app.put(
                "/api/v1/auth/update-password",
                user.login(),
                json("old_password", user.password(), "new_password", "another password"));
        String login = login("another password");

        Answer answer = app.get("/api/v1/audit?count=100", login);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(actions(answer))
                .containsSubsequence(
                        "account.login",
                        "token.revoke",
                        "account.password",
                        "token.issue",
                        "acl.create",
                        "account.login",
                        "account.register");
        for (JsonNode entry : answer.json().get("entries")) {
            assertThat(entry.get("actor").asString()).isEqualTo(account(login));
            assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
        }
        assertThat(answer.body()).doesNotContain(token, user.login(), user.password(), "another password", "argon2");
    }

    private String login(String password) {
        return app.post("/api/v1/auth", null, json("username", user.name(), "password", password))
                .text("access_token");
    }

    private static List<String> actions(Answer answer) {
        return answer.json()
                .get("entries")
                .valueStream()
                .map(entry -> entry.get("action").asString())
                .toList();
    }

    private String account(String login) {
        return AdminApp.accountOf(login);
    }

    @Test
    void decisions_are_kept_and_everyone_sees_his_own() {
        String account = account();
        app.get("/api/v1/auth", user.login());
        User other = app.user();
        app.get("/api/v1/tokens/tok_of_nobody", other.login());

        Answer mine = app.get("/api/v1/audit?kind=decisions", user.login());

        assertThat(mine.body()).contains(account).contains("lnbits:authGetUser");
        assertThat(mine.body()).doesNotContain(other.account());
        assertThat(app.get("/api/v1/audit?count=500", AdminApp.ADMIN_TOKEN).body())
                .contains(account);
    }

    @Test
    void pages_go_on_where_the_one_before_ended() {
        app.post("/api/v1/auth/acls", user.login(), LnbitsAclsTest.acl("a", "GET /x"));
        Answer first = app.get("/api/v1/audit?count=1", user.login());
        Answer second = app.get("/api/v1/audit?count=1&before=" + first.text("next"), user.login());

        assertThat(first.json().get("entries").get(0).get("action").asString()).isEqualTo("acl.create");
        assertThat(second.json().get("entries").get(0).get("action").asString()).isEqualTo("account.login");
        assertThat(app.get("/api/v1/audit?before=nonsense", user.login()).status())
                .isEqualTo(400);
        assertThat(app.get("/api/v1/audit?kind=rumours", user.login()).status()).isEqualTo(400);
    }

    @Test
    void the_gateways_are_for_the_administrator() {
        assertThat(app.get("/api/v1/gateways", AdminApp.ADMIN_TOKEN).json().has("gateways"))
                .isTrue();
        assertThat(app.get("/api/v1/gateways", user.login()).status()).isEqualTo(403);
    }
}
