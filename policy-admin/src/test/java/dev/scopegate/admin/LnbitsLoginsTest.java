package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logins of LNbits that take neither a password nor a provider. */
class LnbitsLoginsTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private Answer byUserId(String userId) {
        return app.post("/api/v1/auth/usr", null, json("usr", userId));
    }

    private String userId(String token) {
        return app.get("/api/v1/auth", token).text("id");
    }

    @Test
    void a_user_id_logs_in_to_its_account() {
        Answer answer = byUserId(userId(user.login()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(app.get("/api/v1/auth", answer.text("access_token")).text("username"))
                .isEqualTo(user.name());
    }

    @Test
    void a_user_id_stays_the_same_until_the_password_changes() {
        String userId = userId(user.login());
        assertThat(userId(user.login())).isEqualTo(userId).doesNotStartWith("acc_");

        app.put(
                "/api/v1/auth/update-password",
                user.login(),
                json("old_password", user.password(), "new_password", "a new password"));

        assertThat(byUserId(userId).status()).isEqualTo(401);
    }

    @Test
    void a_user_id_ends_with_all_other_logins_and_not_with_this_one() {
        String userId = userId(user.login());

        Answer ended = app.delete("/api/v1/account/sessions", user.login());

        assertThat(ended.json().get("ended").asBoolean()).isTrue();
        assertThat(byUserId(userId).status()).isEqualTo(401);
        assertThat(byUserId(userId(user.login())).status()).isEqualTo(200);
        assertThat(userId(user.login())).isNotEqualTo(userId);
        assertThat(app.get("/api/v1/audit", user.login()).body()).contains("account.user-id.end");
    }

    /** A user id is as good as a login: a token that may only look at the account must not get one. */
    @Test
    void a_token_with_a_part_of_the_power_does_not_see_the_user_id() {
        String acl = app.post(
                        "/api/v1/auth/acls",
                        user.login(),
                        json("name", "look", "allowed_endpoints", List.of("GET /api/v1/auth")))
                .text("id");
        String token = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null)
                .text("token");

        String seen = userId(token);

        assertThat(seen).isNotEqualTo(userId(user.login()));
        assertThat(byUserId(seen).status()).isEqualTo(401);
    }

    @Test
    void an_administrators_user_id_logs_nobody_in() {
        Answer answer = byUserId(userId(AdminApp.ADMIN_TOKEN));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("detail")).isEqualTo("Admin users cannot login with user id only.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such-user", "0123456789abcdef0123456789abcdef"})
    void an_unknown_user_id_is_refused(String userId) {
        Answer answer = byUserId(userId);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("detail")).isEqualTo("User ID does not exist.");
    }

    @Test
    void a_nostr_login_without_an_event_or_with_an_unreadable_one_is_refused() {
        assertThat(nostr(Map.of(), null)).isEqualTo("400 Nostr Auth header missing.");
        assertThat(nostr(Map.of("Authorization", "Bearer x"), null)).isEqualTo("400 Invalid Authorization scheme.");
        assertThat(nostr(Map.of("Authorization", "Nostr !!"), null))
                .isEqualTo("400 Nostr login event cannot be parsed.");
        assertThat(nostr(Map.of(), "{\"nostr_event\":\"{}\"}")).isEqualTo("400 Nostr login event cannot be parsed.");
        assertThat(nostr(Map.of(), "{\"nostr_event\":7}")).isEqualTo("400 Nostr login event cannot be parsed.");
        assertThat(nostr(Map.of(), "{}")).isEqualTo("400 'nostr_event' is required");
    }

    private String nostr(Map<String, String> headers, @Nullable String body) {
        Answer answer = app.send("POST", "/api/v1/auth/nostr", headers, body);
        return answer.status() + " " + answer.text("detail");
    }
}
