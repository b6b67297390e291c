package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenChangesTest {

    private static final String GET = "GET /api/v1/tokens/*";
    private static final String PATCH = "PATCH /api/v1/tokens/*";
    private static final String ISSUE = "POST /api/v1/tokens";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private static List<Object> capabilities(String... texts) {
        return Stream.of(texts)
                .<Object>map(text -> Map.of("capability", text, "limits", List.of()))
                .toList();
    }

    private Answer issue(String issuer, String... capabilities) {
        Answer answer = app.post("/api/v1/tokens", issuer, json("capabilities", capabilities(capabilities)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private Answer change(Answer issued, String token, Object... pairs) {
        return app.send(
                "PATCH",
                "/api/v1/tokens/" + issued.text("id"),
                Map.of("Authorization", "Bearer " + token),
                json(pairs));
    }

    private int reads(Answer issued) {
        return app.get("/api/v1/tokens/" + issued.text("id"), issued.text("token"))
                .status();
    }

    @Test
    void what_a_token_may_do_changes_with_the_next_call_and_the_rest_stays() {
        Answer issued = issue(user.login(), "GET /a");
        assertThat(reads(issued)).isEqualTo(403);

        Answer changed = change(issued, user.login(), "capabilities", capabilities(GET), "description", "reads");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("description")).isEqualTo("reads");
        assertThat(changed.json().get("acknowledged").get("laggards").size()).isZero();
        assertThat(reads(issued)).isEqualTo(200);
        change(issued, user.login(), "networks", List.of("192.0.2.0/24"));
        assertThat(reads(issued)).isEqualTo(403);
        change(issued, user.login(), "networks", List.of(), "limits", List.of(Map.of("type", "calls", "max", 1)));
        assertThat(reads(issued)).isEqualTo(200);
        assertThat(reads(issued)).isEqualTo(429);
    }

    @Test
    void a_change_is_in_the_audit_log_with_what_was_before() {
        Answer issued = issue(user.login(), "GET /before");

        change(issued, user.login(), "capabilities", capabilities("GET /after"));

        String last = app.get("/api/v1/audit?count=1", user.login())
                .json()
                .get("entries")
                .get(0)
                .toString();
        assertThat(last).contains("token.change", issued.text("id"), "GET /before", "GET /after");
    }

    @Test
    void a_child_is_never_widened_beyond_its_parent() {
        Answer parent = issue(user.login(), ISSUE, GET);
        Answer child = issue(parent.text("token"), "GET /api/v1/tokens/tok_x");

        assertThat(change(child, user.login(), "capabilities", capabilities(GET))
                        .status())
                .isEqualTo(200);
        Answer wider = change(child, user.login(), "capabilities", capabilities("* /api/v1/tokens/*"));

        assertThat(wider.status()).isEqualTo(400);
        assertThat(wider.text("code")).isEqualTo("exceeds_parent");
    }

    /** Harm: a token that was given little gives itself the rest. */
    @Test
    void a_token_can_narrow_itself_and_never_widen() {
        Answer issued = issue(user.login(), PATCH, "GET /a", "GET /b");

        assertThat(change(issued, issued.text("token"), "capabilities", capabilities(PATCH, "GET /a"))
                        .status())
                .isEqualTo(200);
        assertThat(change(issued, issued.text("token"), "capabilities", capabilities(PATCH, "GET /a", "GET /b"))
                        .status())
                .isEqualTo(403);
        assertThat(change(issued, issued.text("token"), "limits", List.of(Map.of("type", "calls", "max", 9)))
                        .status())
                .isEqualTo(200);
        assertThat(change(issued, issued.text("token"), "limits", List.of()).status())
                .isEqualTo(403);
    }

    @Test
    void other_peoples_tokens_revoked_ones_and_logins_are_not_changed() {
        Answer issued = issue(user.login(), GET);
        String login = app.get("/api/v1/tokens?kind=login", user.login())
                .json()
                .get("tokens")
                .get(0)
                .get("id")
                .asString();

        assertThat(change(issued, app.user().login(), "description", "mine now").status())
                .isEqualTo(404);
        assertThat(change(issued, user.login(), "capabilities", capabilities("scopegate:nothing"))
                        .status())
                .isEqualTo(400);
        assertThat(app.send(
                                "PATCH",
                                "/api/v1/tokens/" + login,
                                Map.of("Authorization", "Bearer " + user.login()),
                                json("capabilities", capabilities(GET)))
                        .status())
                .isEqualTo(400);
        app.delete("/api/v1/tokens/" + issued.text("id"), user.login());
        assertThat(change(issued, user.login(), "description", "late").status()).isEqualTo(409);
    }
}
