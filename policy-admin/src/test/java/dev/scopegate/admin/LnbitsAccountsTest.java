package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LnbitsAccountsTest {

    private final AdminApp app = AdminApp.shared();

    @Test
    void who_registers_is_logged_in() {
        User user = app.user();

        Answer me = app.get("/api/v1/auth", user.login());

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("username")).isEqualTo(user.name());
        assertThat(me.text("id")).matches("[0-9a-f]{32}");
        assertThat(me.json().get("is_admin").booleanValue()).isFalse();
        assertThat(me.json().get("email").isNull()).isTrue();
        assertThat(me.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void a_login_answers_a_bearer_token_by_name_or_by_email() {
        User user = app.user();
        String email = user.name() + "@example.com";
        app.put("/api/v1/auth/me", user.login(), withProof(user, "email", email));

        for (String name : new String[] {user.name(), email}) {
            Answer login = app.post("/api/v1/auth", null, json("username", name, "password", user.password()));
            assertThat(login.status()).isEqualTo(200);
            assertThat(login.text("token_type")).isEqualTo("bearer");
            assertThat(app.get("/api/v1/auth", login.text("access_token")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_name_are_told_alike() {
        User user = app.user();

        Answer wrong = app.post("/api/v1/auth", null, json("username", user.name(), "password", "wrong password"));
        Answer unknown = app.post("/api/v1/auth", null, json("username", "nobody-here", "password", "wrong password"));

        assertThat(wrong.toString())
                .isEqualTo(unknown.toString())
                .isEqualTo("401 {\"detail\":\"Invalid credentials.\"}");
    }

    @Test
    void what_is_missing_or_taken_or_too_short_is_400_with_a_detail() {
        User user = app.user();

        for (String body : new String[] {
            "{}",
            "",
            "[]",
            "{\"username\":",
            "{\"username\":7,\"password\":\"long enough\"}",
            json("username", user.name(), "password", "long enough"),
            json("username", user.name().toUpperCase(java.util.Locale.ROOT), "password", "long enough"),
            json("username", "x", "password", "long enough"),
            json("username", "a@b.example", "password", "long enough"),
            json("username", "short-password", "password", "1234567"),
            json("username", "bad-email", "password", "long enough", "email", "nowhere"),
        }) {
            Answer answer = app.post("/api/v1/auth/register", null, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.text("detail")).as(body).isNotEmpty();
        }
    }

    @Test
    void a_body_of_more_than_64_kib_is_not_parsed() {
        Answer answer = app.post("/api/v1/auth", null, json("username", "x".repeat(70_000), "password", "p"));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("detail")).contains("65536");
    }

    private static String withProof(User user, String name, String value) {
        return json(name, value, "proof", Map.of("password", user.password()));
    }

    @Test
    void a_profile_changes_only_where_it_is_told_to() {
        User user = app.user();
        app.put("/api/v1/auth/me", user.login(), withProof(user, "email", user.name() + "@a.example"));

        Answer answer = app.put("/api/v1/auth/me", user.login(), json("display_name", "Nakamoto"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("display_name")).isEqualTo("Nakamoto");
        assertThat(answer.text("email")).isEqualTo(user.name() + "@a.example");
    }

    @Test
    void an_email_address_belongs_to_one_account_and_is_free_once_given_up() {
        User one = app.user();
        User other = app.user();
        String email = one.name() + "@b.example";
        app.put("/api/v1/auth/me", one.login(), withProof(one, "email", email));

        assertThat(app.put("/api/v1/auth/me", other.login(), withProof(other, "email", email))
                        .status())
                .isEqualTo(400);
        app.put("/api/v1/auth/me", one.login(), withProof(one, "email", ""));
        assertThat(app.put("/api/v1/auth/me", other.login(), withProof(other, "email", email))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_new_password_ends_every_login_and_the_old_password() {
        User user = app.user();

        Answer refused = app.put(
                "/api/v1/auth/update-password",
                user.login(),
                json("old_password", "not this", "new_password", "another password"));
        Answer changed = app.put(
                "/api/v1/auth/update-password",
                user.login(),
                json("old_password", user.password(), "new_password", "another password"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(changed.toString()).isEqualTo("200 {\"detail\":\"Password updated\"}");
        assertThat(app.get("/api/v1/auth", user.login()).status()).isEqualTo(401);
        assertThat(app.post("/api/v1/auth", null, json("username", user.name(), "password", user.password()))
                        .status())
                .isEqualTo(401);
        assertThat(app.post("/api/v1/auth", null, json("username", user.name(), "password", "another password"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_deleted_account_takes_its_tokens_with_it_and_frees_its_name() {
        User user = app.user();
        String acl = app.post("/api/v1/auth/acls", user.login(), LnbitsAclsTest.acl("a", "GET /api/v1/auth"))
                .text("id");
        String token = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null)
                .text("token");

        Answer deleted = app.delete("/api/v1/auth/me", user.login());

        assertThat(deleted.toString()).isEqualTo("200 {\"detail\":\"Account deleted\"}");
        assertThat(app.get("/api/v1/auth", user.login()).status()).isEqualTo(401);
        assertThat(app.get("/api/v1/auth", token).status()).isEqualTo(401);
        assertThat(app.post("/api/v1/auth/register", null, json("username", user.name(), "password", "long enough"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void the_administrator_logs_in_and_cannot_be_deleted() {
        String login = app.post("/api/v1/auth", null, json("username", "admin", "password", AdminApp.ADMIN_PASSWORD))
                .text("access_token");

        assertThat(app.get("/api/v1/auth", login).json().get("is_admin").booleanValue())
                .isTrue();
        assertThat(app.delete("/api/v1/auth/me", login).status()).isEqualTo(403);
    }

    @Test
    void without_a_credential_or_with_two_nothing_is_told() {
        User user = app.user();

        Answer none = app.get("/api/v1/auth", null);
        Answer two = app.send(
                "GET",
                "/api/v1/auth",
                Map.of("Authorization", "Bearer " + user.login(), "X-Auth-Token", "another-token"),
                null);

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(none.text("detail")).isNotEmpty();
        assertThat(two.status()).isEqualTo(400);
    }

    @Test
    void a_path_that_is_not_there_is_404_before_any_credential_is_looked_at() {
        Answer answer = app.get("/api/v1/nothing", null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("code")).isEqualTo("not_found");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    void a_path_that_can_be_read_in_two_ways_is_400() {
        assertThat(app.get("/api/v1/auth/acls/..%2f..%2ftokens", null).status()).isEqualTo(400);
        assertThat(app.get("/api/v1/auth;x=y", null).status()).isEqualTo(400);
        assertThat(app.get("/api/v1//auth", null).status()).isEqualTo(400);
    }
}
