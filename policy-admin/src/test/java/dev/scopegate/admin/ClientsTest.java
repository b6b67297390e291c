package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.wire.key.Multibase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientsTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private Answer create(Object... pairs) {
        Answer answer = app.post("/api/v1/clients", user.login(), json(pairs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private String path(Answer created) {
        return "/api/v1/clients/" + created.text("id");
    }

    @Test
    void a_client_has_an_id_of_16_bytes_and_a_secret_of_24_that_is_shown_once() {
        Answer created = create("name", "my app", "signed", true);

        assertThat(Multibase.decode(created.text("id")))
                .hasValueSatisfying(id -> assertThat(id).hasSize(16));
        assertThat(Multibase.decode(created.text("secret")))
                .hasValueSatisfying(secret -> assertThat(secret).hasSize(24));
        Answer read = app.get(path(created), user.login());
        assertThat(read.text("name")).isEqualTo("my app");
        assertThat(read.json().get("signed").booleanValue()).isTrue();
        assertThat(read.body()).doesNotContain("ecret");
        assertThat(app.get("/api/v1/audit", user.login()).body())
                .contains("client.create")
                .doesNotContain(created.text("secret"))
                .doesNotContain("sealedSecret\":\"");
    }

    @Test
    void a_client_that_signs_nothing_has_no_secret() {
        Answer created = create("name", "my app", "signed", false);

        assertThat(created.json().has("secret")).isFalse();
        assertThat(created.json().get("signed").booleanValue()).isFalse();
    }

    @Test
    void a_client_is_switched_off_and_on_and_ended() {
        Answer created = create("name", "my app");

        Answer off = app.post(path(created) + "/disable", user.login(), null);
        assertThat(off.json().get("disabled").booleanValue()).isTrue();
        assertThat(off.json().has("acknowledged")).isTrue();
        Answer on = app.post(path(created) + "/enable", user.login(), null);
        assertThat(on.json().get("disabled").booleanValue()).isFalse();
        Answer gone = app.delete(path(created), user.login());
        assertThat(gone.json().get("acknowledged").get("of").intValue()).isZero();
        assertThat(app.get(path(created), user.login()).status()).isEqualTo(404);
        assertThat(app.delete(path(created), user.login()).status()).isEqualTo(404);
    }

    @Test
    void clients_of_others_are_not_there_but_for_an_administrator() {
        Answer created = create("name", "my app");
        User other = app.user();

        assertThat(app.get(path(created), other.login()).status()).isEqualTo(404);
        assertThat(app.post(path(created) + "/disable", other.login(), null).status())
                .isEqualTo(404);
        assertThat(app.delete(path(created), other.login()).status()).isEqualTo(404);
        String list = "/api/v1/clients?account=" + created.text("owner");
        assertThat(app.get(list, other.login()).json().get("clients").size()).isZero();
        assertThat(app.get("/api/v1/clients", user.login())
                        .json()
                        .get("clients")
                        .size())
                .isEqualTo(1);
        assertThat(app.get(list, AdminApp.ADMIN_TOKEN).json().get("clients").size())
                .isEqualTo(1);
        assertThat(app.get(path(created), AdminApp.ADMIN_TOKEN).status()).isEqualTo(200);
    }

    @Test
    void a_token_needs_the_operation_by_name() {
        Answer created = create("name", "my app");
        String wild = token("* /api/v1/**");
        String named = token("scopegate:clientsDisable");

        assertThat(app.post("/api/v1/clients", wild, json("name", "x")).status())
                .isEqualTo(403);
        assertThat(app.get(path(created), wild).status()).isEqualTo(200);
        assertThat(app.post(path(created) + "/disable", named, null).status()).isEqualTo(200);
        assertThat(app.delete(path(created), named).status()).isEqualTo(403);
        assertThat(app.get("/api/v1/clients", null).status()).isEqualTo(401);
    }

    private String token(String capability) {
        return app.post(
                        "/api/v1/tokens",
                        user.login(),
                        json("capabilities", List.of(Map.of("capability", capability, "limits", List.of()))))
                .text("token");
    }

    @Test
    void what_no_client_can_be_is_refused_in_words() {
        for (String body : List.of(
                "{}",
                json("name", ""),
                json("name", "x".repeat(101)),
                json("name", "a\nb"),
                json("name", "x", "signed", "yes"))) {
            assertThat(app.post("/api/v1/clients", user.login(), body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(app.get("/api/v1/clients/" + "a".repeat(200), user.login()).status())
                .isEqualTo(404);
    }
}
