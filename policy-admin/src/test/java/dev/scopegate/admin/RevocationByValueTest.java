package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevocationByValueTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final User stranger = app.user();

    private Answer send(String path, String caller, String form) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + caller, "Content-Type", "application/x-www-form-urlencoded");
        return app.exchange("POST", path, headers, form);
    }

    private Answer introspect(String caller, String token) {
        return send("/oauth2/introspect", caller, "token=" + token);
    }

    private Answer revoke(String caller, String token) {
        return send("/oauth2/revoke", caller, "token=" + token + "&token_type_hint=access_token");
    }

    private String token(String capability) {
        return app.post("/api/v1/tokens", user.login(), json("capabilities", List.of(Map.of("capability", capability))))
                .text("token");
    }

    @Test
    void a_token_is_ended_by_its_value() {
        String token = token("scopegate:tokensIntrospect");

        Answer revoked = revoke(user.login(), token);

        assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
        assertThat(revoked.json().get("acknowledged").get("laggards").size()).isZero();
        assertThat(introspect(token, token).status()).isEqualTo(401);
    }

    @Test
    void a_login_ends_itself() {
        assertThat(revoke(user.login(), user.login()).status()).isEqualTo(200);

        assertThat(introspect(user.login(), user.login()).status()).isEqualTo(401);
    }

    @Test
    void what_is_over_already_is_answered_like_what_was_ended() {
        String token = token("scopegate:tokensGet");
        revoke(user.login(), token);

        assertThat(revoke(user.login(), token).toString()).isEqualTo("200 ");
        assertThat(revoke(user.login(), "no-such-token").toString()).isEqualTo("200 ");
    }

    @Test
    void another_accounts_token_is_not_ended() {
        String token = token("scopegate:tokensGet");

        Answer refused = revoke(stranger.login(), token);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("unauthorized_client");
        assertThat(introspect(user.login(), token).json().get("active").asBoolean())
                .isTrue();
    }

    @Test
    void an_administrator_ends_any() {
        String token = token("scopegate:tokensGet");

        assertThat(revoke(AdminApp.ADMIN_TOKEN, token).status()).isEqualTo(200);
        assertThat(introspect(user.login(), token).toString()).isEqualTo("200 {\"active\":false}");
    }

    @Test
    void a_token_needs_the_operation_and_revoking_by_name() {
        String reader = token("scopegate:tokensIntrospect");
        String wide = token("POST /**");

        assertThat(revoke(reader, reader).status()).isEqualTo(403);
        assertThat(revoke(reader, reader).text("error")).isEqualTo("insufficient_scope");
        assertThat(revoke(reader, reader).text("scope")).isEqualTo("scopegate:tokensRevokeByValue");
        assertThat(introspect(wide, wide).status()).isEqualTo(200);
        assertThat(revoke(wide, wide).status()).isEqualTo(403);
        assertThat(revoke(token("scopegate:tokensRevokeByValue"), wide).status())
                .isEqualTo(200);
    }
}
