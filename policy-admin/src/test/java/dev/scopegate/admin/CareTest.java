package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.store.UsageCounters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CareTest {

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private static Map<String, Object> may(String capability, Object... limits) {
        return Map.of("capability", capability, "limits", List.of(limits));
    }

    private Answer issue(Object... pairs) {
        Answer answer = app.post("/api/v1/tokens", user.login(), json(pairs));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private Answer about(Answer issued, String what, String asker) {
        return app.get("/api/v1/tokens/" + issued.text("id") + "/" + what, asker);
    }

    private void use(Answer issued, String path) {
        assertThat(app.get(path, issued.text("token")).status()).isIn(200, 404);
    }

    private void written() throws Exception {
        app.bean(UsageCounters.class).write().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static List<String> texts(Answer habit, String which) {
        return habit.json()
                .get(which)
                .valueStream()
                .map(each -> each.get("capability").asString())
                .toList();
    }

    @Test
    void what_remains_of_each_limit_is_shown_and_showing_it_costs_nothing() {
        Answer issued = issue(
                "capabilities",
                List.of(may("scopegate:tokensGet", Map.of("type", "calls", "max", 5))),
                "limits",
                List.of(Map.of("type", "calls", "max", 100, "per", "day")));
        use(issued, "/api/v1/tokens/x");

        for (int i = 0; i < 2; i++) {
            var limits = about(issued, "limits", user.login()).json().get("limits");
            assertThat(limits.size()).isEqualTo(2);
            assertThat(limits.get(0).get("remaining").longValue()).isEqualTo(99);
            assertThat(limits.get(0).has("resetsAfterMillis")).isTrue();
            assertThat(limits.get(1).get("remaining").longValue()).isEqualTo(4);
            assertThat(limits.get(1).get("capability").asString()).isEqualTo("scopegate:tokensGet");
            assertThat(limits.get(1).get("link").asString()).isEqualTo("token");
        }
    }

    @Test
    void a_token_is_narrowed_to_what_it_used() throws Exception {
        Answer issued = issue(
                "capabilities",
                List.of(
                        may("scopegate:tokensGet", Map.of("type", "calls", "max", 50)),
                        may("GET /api/v1/tokens"),
                        may("scopegate:auditList")));
        use(issued, "/api/v1/tokens/x");
        use(issued, "/api/v1/tokens");
        written();

        Answer habit = about(issued, "habit", user.login());
        assertThat(texts(habit, "used")).containsExactly("scopegate:tokensGet", "GET /api/v1/tokens");
        assertThat(texts(habit, "unused")).containsExactly("scopegate:auditList");
        Answer narrowed = app.post(
                "/api/v1/tokens/" + issued.text("id") + "/narrow",
                user.login(),
                json("unused", List.of("scopegate:auditList")));

        assertThat(narrowed.status()).as(narrowed.body()).isEqualTo(200);
        assertThat(narrowed.json().get("capabilities").toString())
                .contains("tokensGet", "\"max\":50", "GET /api/v1/tokens")
                .doesNotContain("auditList");
        assertThat(app.get("/api/v1/audit", issued.text("token")).status()).isEqualTo(403);
        assertThat(app.post("/api/v1/tokens/" + issued.text("id") + "/narrow", user.login(), "{}")
                        .text("code"))
                .isEqualTo("nothing_unused");
    }

    /** Harm: what was used between the look and the click is taken away unseen. */
    @Test
    void narrowing_by_an_outdated_list_is_refused() throws Exception {
        Answer issued = issue(
                "capabilities",
                Stream.of("scopegate:tokensGet", "scopegate:tokensList")
                        .map(CareTest::may)
                        .toList());
        use(issued, "/api/v1/tokens/x");
        written();

        Answer refused = app.post(
                "/api/v1/tokens/" + issued.text("id") + "/narrow",
                user.login(),
                json("unused", List.of("scopegate:tokensList", "scopegate:tokensGet")));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("changed");
    }

    @Test
    void nobody_else_learns_anything() {
        Answer issued = issue("capabilities", List.of(may("GET /a")));
        String stranger = app.user().login();

        assertThat(about(issued, "limits", stranger).status()).isEqualTo(404);
        assertThat(about(issued, "habit", stranger).status()).isEqualTo(404);
        assertThat(app.post("/api/v1/tokens/" + issued.text("id") + "/narrow", stranger, "{}")
                        .status())
                .isEqualTo(404);
        assertThat(about(issued, "habit", AdminApp.ADMIN_TOKEN).status()).isEqualTo(200);
    }
}
