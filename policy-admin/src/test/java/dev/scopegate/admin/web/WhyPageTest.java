package dev.scopegate.admin.web;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhyPageTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final Browser browser = Browser.of(app, user);
    private final Answer token = app.post(
            "/api/v1/tokens",
            user.login(),
            json(
                    "description",
                    "asked about",
                    "capabilities",
                    List.of(Map.of(
                            "capability",
                            "scopegate:tokensGet",
                            "limits",
                            List.of(Map.of("type", "calls", "max", 3))))));

    private static Map<String, String> call(String token, String method, String path) {
        return Map.of("token", token, "api", "scopegate", "method", method, "path", path, "address", "");
    }

    @Test
    void a_pasted_token_is_explained_and_not_shown_again() {
        Answer passes = browser.post("/ui/why", call(token.text("token"), "GET", "/api/v1/tokens/x?y=z"));

        assertThat(passes.body())
                .contains(
                        "This call passes.", "3 calls left of 3 calls in all", "scopegate:tokensGet", token.text("id"))
                .doesNotContain(token.text("token"));
    }

    @Test
    void a_refused_call_is_told_in_words_and_granted_exactly() {
        Answer refused = browser.post("/ui/why", call(token.text("id"), "GET", "/api/v1/audit"));
        assertThat(refused.body())
                .contains("This call is refused: the token does not cover this method and path.")
                .contains("“scopegate:auditList” is added to the token itself “asked about”; no other token changes.")
                .contains("Its one capability does not cover the call.");

        Answer granted = browser.post(
                "/ui/why/grant",
                Map.of(
                        "token", token.text("id"),
                        "api", "scopegate",
                        "method", "GET",
                        "path", "/api/v1/audit",
                        "expected", "token:" + token.text("id")));

        assertThat(granted.status()).as(granted.body()).isEqualTo(200);
        assertThat(granted.body()).contains("Granted.", "This call passes.");
        assertThat(app.get("/api/v1/audit", token.text("token")).status()).isEqualTo(200);
    }

    @Test
    void a_link_may_name_a_token_by_its_id_and_never_by_its_value() {
        String call = "&api=scopegate&method=GET&path=/api/v1/tokens/x";

        assertThat(browser.get("/ui/why?token=" + token.text("id") + call).body())
                .contains("This call passes.");
        assertThat(browser.get("/ui/why?token=" + token.text("token") + call).body())
                .doesNotContain("This call passes.", token.text("token"));
        assertThat(browser.get("/ui/why?token=" + token.text("id")).body()).contains(token.text("id"));
    }

    @Test
    void what_is_wrong_is_said_beside_its_field() {
        Answer wrong = browser.post(
                "/ui/why",
                Map.of("token", "tok_nobody", "api", "No Api", "method", "GET", "path", "a/../b", "address", "here"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("id=\"api-error\"", "id=\"path-error\"", "id=\"address-error\"")
                .contains("No Api", "a/../b");
        assertThat(browser.post("/ui/why", call("tok_nobody", "GET", "/a")).body())
                .contains("there is no such token, or it is not yours");
    }

    @Test
    void another_users_token_is_not_there_and_what_only_an_administrator_may_grant_is_said() {
        Browser stranger = Browser.of(app, app.user());
        assertThat(stranger.post("/ui/why", call(token.text("id"), "GET", "/api/v1/audit"))
                        .body())
                .contains("there is no such token")
                .doesNotContain("asked about");

        assertThat(browser.post(
                                "/ui/why",
                                Map.of("token", token.text("id"), "api", "demo", "method", "GET", "path", "/orders"))
                        .body())
                .contains("It cannot be granted here:", "only an administrator can change that");
    }
}
