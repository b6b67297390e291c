package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OwnAccountTest {

    private static final AdminApp APP = AdminApp.shared();
    private final User user = APP.user();

    @Test
    void an_account_is_described_by_its_owner() {
        Map<String, String> proof = Map.of("password", user.password());
        Answer described = patch(json("displayName", "Ada", "email", user.name() + "@example.org", "proof", proof));
        assertThat(described.status()).isEqualTo(200);
        Answer read = APP.get("/api/v1/account", user.login());
        assertThat(read.json()).isEqualTo(described.json());
        assertThat(read.text("displayName")).isEqualTo("Ada");
        assertThat(read.text("username")).isEqualTo(user.name());
        assertThat(read.body()).doesNotContain("argon2");
        assertThat(patch(json("email", "no address")).status()).isEqualTo(400);
    }

    @Test
    void open_logins_are_listed_and_each_can_be_ended() {
        String second = logIn(user.password());
        JsonNode sessions =
                APP.get("/api/v1/account/sessions", user.login()).json().get("sessions");
        assertThat(sessions).hasSize(2);
        JsonNode other = sessions.valueStream()
                .filter(session -> !session.get("current").asBoolean())
                .findFirst()
                .orElseThrow();
        String path = "/api/v1/account/sessions/" + other.get("id").asString();

        assertThat(APP.delete(path, APP.user().login()).status()).isEqualTo(404);
        assertThat(APP.delete(path, user.login()).status()).isEqualTo(200);

        assertThat(APP.get("/api/v1/account", second).status()).isEqualTo(401);
        assertThat(APP.get("/api/v1/account", user.login()).status()).isEqualTo(200);
    }

    @Test
    void all_others_end_at_once() {
        String second = logIn(user.password());
        assertThat(APP.delete("/api/v1/account/sessions", user.login())
                        .json()
                        .get("ended")
                        .asBoolean())
                .isTrue();
        assertThat(APP.get("/api/v1/account", second).status()).isEqualTo(401);
        assertThat(APP.get("/api/v1/account", user.login()).status()).isEqualTo(200);
    }

    @Test
    void a_new_password_ends_every_login() {
        String path = "/api/v1/account/password";
        assertThat(APP.put(path, user.login(), json("oldPassword", "wrong", "newPassword", "quite another one"))
                        .status())
                .isEqualTo(400);
        String body = json("oldPassword", user.password(), "newPassword", "quite another one");
        assertThat(APP.put(path, user.login(), body).status()).isEqualTo(200);
        assertThat(APP.get("/api/v1/account", user.login()).status()).isEqualTo(401);
        assertThat(APP.get("/api/v1/account", logIn("quite another one")).status())
                .isEqualTo(200);
    }

    @Test
    void a_token_with_a_part_of_the_power_sees_no_logins() {
        String token = APP.post(
                        "/api/v1/tokens",
                        user.login(),
                        "{\"capabilities\":[{\"capability\":\"scopegate:accountSessions\"}],\"audience\":[\"scopegate\"]}")
                .text("token");
        assertThat(APP.get("/api/v1/account/sessions", token).status()).isEqualTo(403);
    }

    private String logIn(String password) {
        return APP.post("/api/v1/auth", null, json("username", user.name(), "password", password))
                .text("access_token");
    }

    private Answer patch(String body) {
        return APP.send("PATCH", "/api/v1/account", Map.of("Authorization", "Bearer " + user.login()), body);
    }
}
