package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import org.junit.jupiter.api.Test;

class ClosingTest {

    private static final AdminApp APP = AdminApp.shared();
    private final User user = APP.user();
    private final String path = "/api/v1/accounts/" + user.account();

    @Test
    void what_would_end_is_said_before_and_has_ended_after() {
        String client =
                APP.post("/api/v1/clients", user.login(), json("name", "app")).text("id");
        String list = APP.post("/api/v1/auth/acls", user.login(), LnbitsAclsTest.acl("a", "GET /x"))
                .text("id");
        Answer impact = APP.get(path + "/impact", AdminApp.ADMIN_TOKEN);
        assertThat(impact.json().get("tokens").asInt()).isEqualTo(1);
        assertThat(impact.json().get("accessLists").asInt()).isEqualTo(1);
        assertThat(impact.json().get("clients").asInt()).isEqualTo(1);

        Answer closed = APP.delete(path, AdminApp.ADMIN_TOKEN);

        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.json().get("ended")).isEqualTo(impact.json());
        assertThat(APP.get("/api/v1/tokens", user.login()).status()).isEqualTo(401);
        assertThat(APP.get(path, AdminApp.ADMIN_TOKEN).status()).isEqualTo(404);
        assertThat(APP.get("/api/v1/clients/" + client, AdminApp.ADMIN_TOKEN).status())
                .isEqualTo(404);
        assertThat(APP.get("/api/v1/audit?subject=" + list, AdminApp.ADMIN_TOKEN)
                        .body())
                .contains("acl.delete");
    }

    @Test
    void only_those_who_manage_users_end_accounts_and_no_administrators() {
        User other = APP.user();
        assertThat(APP.get(path + "/impact", other.login()).status()).isEqualTo(403);
        assertThat(APP.delete(path, other.login()).status()).isEqualTo(403);
        assertThat(APP.delete(path, null).status()).isEqualTo(401);
        manage(other);
        String admin = AdminApp.accountOf(
                APP.post("/api/v1/auth", null, json("username", "admin", "password", AdminApp.ADMIN_PASSWORD))
                        .text("access_token"));
        assertThat(APP.delete("/api/v1/accounts/" + admin, other.login()).status())
                .isEqualTo(403);
        assertThat(APP.delete("/api/v1/accounts/" + admin, AdminApp.ADMIN_TOKEN).status())
                .isEqualTo(400);
        assertThat(APP.delete("/api/v1/accounts/acc_nobody", other.login()).status())
                .isEqualTo(404);
        assertThat(APP.delete(path, other.login()).status()).isEqualTo(200);
    }

    @Test
    void without_mail_the_administrator_alone_gets_a_link_that_works_once() {
        User manager = APP.user();
        manage(manager);
        assertThat(APP.post(path + "/reset", user.login(), null).status()).isEqualTo(403);
        assertThat(APP.post(path + "/reset", manager.login(), null).status()).isEqualTo(403);
        String link = APP.post(path + "/reset", AdminApp.ADMIN_TOKEN, null).text("link");
        assertThat(link).contains("/ui/reset#");
        String body = json("reset_key", link.substring(link.indexOf('#') + 1), "password", "quite another one");

        assertThat(APP.put("/api/v1/auth/reset", null, body).status()).isEqualTo(200);

        assertThat(APP.put("/api/v1/auth/reset", null, body).status()).isEqualTo(400);
        assertThat(APP.get("/api/v1/tokens", user.login()).status()).isEqualTo(401);
        assertThat(APP.get("/api/v1/audit?subject=" + user.account(), AdminApp.ADMIN_TOKEN)
                        .body())
                .contains("account.reset")
                .doesNotContain(link);
    }

    @Test
    void identities_are_shown_to_those_who_manage_users() {
        assertThat(APP.get(path + "/identities", AdminApp.ADMIN_TOKEN)
                        .json()
                        .get("password")
                        .asBoolean())
                .isTrue();
        assertThat(APP.get(path + "/identities", user.login()).status()).isEqualTo(403);
        assertThat(APP.get("/api/v1/settings", user.login()).status()).isEqualTo(403);
        assertThat(APP.get("/api/v1/settings", AdminApp.ADMIN_TOKEN).body())
                .contains("scopegate.ocean.longest-lifetime")
                .doesNotContain(AdminApp.ADMIN_PASSWORD)
                .doesNotContain("a pepper for tests only");
    }

    private static void manage(User user) {
        Answer changed = APP.send(
                "PATCH",
                "/api/v1/accounts/" + user.account(),
                java.util.Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN),
                "{\"permissions\":[\"manage-users\"]}");
        assertThat(changed.status()).isEqualTo(200);
    }
}
