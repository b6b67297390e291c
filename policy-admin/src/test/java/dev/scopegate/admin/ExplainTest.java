package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final Answer issued = app.post(
            "/api/v1/tokens",
            user.login(),
            json(
                    "capabilities",
                    List.of(Map.of(
                            "capability",
                            "scopegate:tokensGet",
                            "limits",
                            List.of(Map.of("type", "calls", "max", 2))))));

    private Answer explain(String asker, Object... pairs) {
        return app.post("/api/v1/decisions/explain", asker, json(pairs));
    }

    private Answer explainGet(String asker, String name, String value) {
        return explain(asker, name, value, "api", "scopegate", "method", "GET", "path", "/api/v1/tokens/x");
    }

    @Test
    void a_call_that_would_pass_is_explained_with_its_limits_and_charged_nothing() {
        for (int i = 0; i < 5; i++) {
            Answer answer = explainGet(user.login(), "tokenId", issued.text("id"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("outcome")).isEqualTo("permit");
            assertThat(answer.text("operation")).isEqualTo("scopegate:tokensGet");
            assertThat(answer.json().get("limits").get(0).get("remaining").longValue())
                    .isEqualTo(2);
        }
    }

    @Test
    void a_pasted_token_is_explained_and_appears_nowhere() {
        Answer answer = explainGet(user.login(), "token", issued.text("token"));

        assertThat(answer.text("outcome")).isEqualTo("permit");
        assertThat(answer.body()).doesNotContain(issued.text("token"));
        assertThat(app.get("/api/v1/audit?kind=decisions", user.login()).body()).doesNotContain(issued.text("token"));
    }

    @Test
    void a_used_up_limit_shows_what_remains() {
        app.get("/api/v1/tokens/x", issued.text("token"));
        app.get("/api/v1/tokens/x", issued.text("token"));

        Answer answer = explainGet(user.login(), "tokenId", issued.text("id"));

        assertThat(answer.text("outcome")).isEqualTo("limit_reached");
        assertThat(answer.json().get("limits").get(0).get("remaining").longValue())
                .isZero();
    }

    @Test
    void a_call_that_misses_names_the_link_and_what_would_have_sufficed() {
        Answer answer = explain(
                user.login(),
                "tokenId",
                issued.text("id"),
                "api",
                "scopegate",
                "method",
                "DELETE",
                "path",
                "/api/v1/tokens/x");

        assertThat(answer.text("outcome")).isEqualTo("no_capability");
        assertThat(answer.text("sufficient")).isEqualTo("scopegate:tokensRevoke");
        assertThat(answer.json().get("missedBy").get("id").asString()).isEqualTo(issued.text("id"));
        assertThat(answer.json()
                        .get("chain")
                        .get(0)
                        .get("attempts")
                        .get(0)
                        .get("why")
                        .asString())
                .isEqualTo("the call is 'scopegate:tokensRevoke'");
    }

    @Test
    void only_the_owner_and_the_administrator_may_ask() {
        User stranger = app.user();

        assertThat(explainGet(stranger.login(), "tokenId", issued.text("id")).status())
                .isEqualTo(404);
        assertThat(explainGet(stranger.login(), "token", issued.text("token")).status())
                .isEqualTo(404);
        assertThat(explainGet(AdminApp.ADMIN_TOKEN, "tokenId", issued.text("id"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_question_that_names_no_call_is_400() {
        assertThat(explain(user.login(), "api", "scopegate", "method", "GET", "path", "/")
                        .status())
                .isEqualTo(400);
        assertThat(explain(user.login(), "tokenId", "x", "api", "scopegate", "method", "get", "path", "/")
                        .status())
                .isEqualTo(400);
        assertThat(explain(user.login(), "tokenId", "x", "api", "scopegate", "method", "GET", "path", "/a/../b")
                        .text("detail"))
                .contains("ambiguous_path");
    }
}
