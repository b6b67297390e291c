package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AccessListsTest {

    private static final String PATH = "/api/v1/acls";
    private static final Map<String, Object> ONE_A_DAY = Map.of("type", "calls", "max", 1, "per", "day");

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private static Map<String, Object> capability(String text, Object... limits) {
        return Map.of("capability", text, "limits", List.of(limits));
    }

    private static String list(String name, Object... capabilities) {
        return json("name", name, "capabilities", List.of(capabilities));
    }

    private Answer created(String body) {
        Answer answer = app.post(PATH, user.login(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private String path(Answer created) {
        return PATH + "/" + created.text("id");
    }

    private Answer update(Answer of, String tag, String body) {
        Map<String, String> headers = tag.isEmpty()
                ? Map.of("Authorization", "Bearer " + user.login())
                : Map.of("Authorization", "Bearer " + user.login(), "If-Match", tag);
        return app.send("PUT", path(of), headers, body);
    }

    private String issue(Answer from) {
        Answer issued = app.post("/api/v1/tokens", user.login(), json("accessList", from.text("id")));
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return issued.text("token");
    }

    @Test
    void a_list_is_shown_as_it_was_made_with_its_limits() {
        Answer made = created(json(
                "name",
                "readers",
                "capabilities",
                List.of(capability("scopegate:tokensList", ONE_A_DAY), capability("GET /demo/hello")),
                "limits",
                List.of(Map.of("type", "concurrency", "calls", 3))));

        Answer read = app.get(path(made), user.login());
        assertThat(read.header("ETag")).isNotEmpty().isEqualTo(made.header("ETag"));
        assertThat(read.text("name")).isEqualTo("readers");
        assertThat(read.json()
                        .get("capabilities")
                        .get(0)
                        .get("limits")
                        .get(0)
                        .get("max")
                        .intValue())
                .isEqualTo(1);
        assertThat(read.json().get("limits").get(0).get("calls").intValue()).isEqualTo(3);
        assertThat(read.json().get("tokens").intValue()).isZero();
        assertThat(app.get(PATH, user.login())
                        .json()
                        .get("acls")
                        .valueStream()
                        .map(each -> each.get("id").asString()))
                .containsExactly(made.text("id"));
    }

    @Test
    void a_change_is_made_from_the_version_that_was_read_and_overwrites_no_other() {
        Answer made = created(list("readers", capability("GET /demo/hello")));
        String first = made.header("ETag");

        assertThat(update(made, "", json("name", "x")).status()).isEqualTo(428);
        Answer changed = update(made, first, json("name", "writers"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEmpty().isNotEqualTo(first);
        assertThat(changed.json().get("acknowledged").get("of").intValue()).isZero();
        assertThat(changed.json().get("capabilities").size()).isEqualTo(1);
        Answer late = update(made, first, list("mine", capability("GET /demo/goodbye")));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text("code")).isEqualTo("changed_meanwhile");
        assertThat(app.get(path(made), user.login()).text("name")).isEqualTo("writers");
        assertThat(update(made, changed.header("ETag"), json("name", "mine")).status())
                .isEqualTo(200);
    }

    @Test
    void a_changed_list_changes_what_its_tokens_may_do() {
        Answer made = created(list("readers", capability("scopegate:tokensList")));
        String token = issue(made);
        assertThat(app.get("/api/v1/tokens", token).status()).isEqualTo(200);

        String body = json("limits", List.of(ONE_A_DAY));
        assertThat(update(made, made.header("ETag"), body).status()).isEqualTo(200);
        assertThat(app.get("/api/v1/tokens", token).status()).isEqualTo(200);
        assertThat(app.get("/api/v1/tokens", token).status()).isEqualTo(429);
    }

    @Test
    void a_deletion_says_before_what_it_cuts_off() {
        Answer made = created(list("issuers", capability("scopegate:tokensIssue"), capability("scopegate:tokensList")));
        String parent = issue(made);
        issue(made);
        Answer child =
                app.post("/api/v1/tokens", parent, json("capabilities", List.of(capability("scopegate:tokensList"))));
        assertThat(child.status()).as(child.body()).isEqualTo(201);

        JsonNode impact = app.get(path(made) + "/impact", user.login()).json();
        assertThat(impact.get("tokens").intValue()).isEqualTo(2);
        assertThat(impact.get("children").intValue()).isEqualTo(1);
        assertThat(impact.get("newestTokens").size()).isEqualTo(2);
        Answer gone = app.delete(path(made), user.login());
        assertThat(gone.json().get("tokensRevoked").intValue()).isEqualTo(2);
        assertThat(app.get("/api/v1/tokens", parent).status()).isEqualTo(401);
        assertThat(app.get("/api/v1/tokens", child.text("token")).status()).isEqualTo(401);
        assertThat(app.get(path(made), user.login()).status()).isEqualTo(404);
    }

    private JsonNode preview(Answer of, Object... capabilities) {
        Answer answer = app.post(
                PATH + "/preview",
                user.login(),
                json("id", of.text("id"), "name", "readers", "capabilities", List.of(capabilities)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void a_preview_says_what_is_covered_and_what_is_odd() {
        Answer made = created(list("readers", capability("GET /demo/hello")));
        JsonNode form =
                preview(made, capability("GET /demo/hello"), capability("* /demo/**"), capability("GET /nowhere"));

        JsonNode entries = form.get("entries");
        assertThat(entries.get(0).get("covers").get(0).get("operation").asString())
                .isEqualTo("demo:hello");
        assertThat(entries.get(1).get("covers").size()).isEqualTo(3);
        assertThat(entries.get(2).get("covers").size()).isZero();
        assertThat(form.get("warnings")
                        .valueStream()
                        .map(each -> each.get("entry").intValue() + " "
                                + each.get("kind").asString()))
                .contains("0 shadowed", "2 never_matches");
    }

    @Test
    void a_preview_says_what_would_change_and_changes_nothing() {
        Answer made = created(list("readers", capability("GET /demo/hello"), capability("GET /demo/goodbye")));
        issue(made);
        JsonNode change = preview(made, capability("GET /demo/hello", ONE_A_DAY), capability("* /demo/**"))
                .get("change");

        assertThat(change.get("etag").asString()).isEqualTo(made.header("ETag"));
        assertThat(change.get("tokens").intValue()).isEqualTo(1);
        assertThat(change.get("added").get(0).get("capability").asString()).isEqualTo("* /demo/**");
        assertThat(change.get("removed").get(0).get("capability").asString()).isEqualTo("GET /demo/goodbye");
        assertThat(change.get("changed").get(0).get("after").get(0).get("max").intValue())
                .isEqualTo(1);
        assertThat(change.has("name")).isFalse();
        assertThat(app.get(path(made), user.login()).header("ETag")).isEqualTo(made.header("ETag"));
    }

    @Test
    void lists_of_others_are_not_there() {
        Answer made = created(list("readers", capability("GET /demo/hello")));
        for (String other : List.of(app.user().login(), AdminApp.ADMIN_TOKEN)) {
            assertThat(app.get(path(made), other).status()).isEqualTo(404);
            assertThat(app.get(path(made) + "/impact", other).status()).isEqualTo(404);
            assertThat(app.delete(path(made), other).status()).isEqualTo(404);
            Map<String, String> headers = Map.of("Authorization", "Bearer " + other, "If-Match", "*");
            assertThat(app.send("PUT", path(made), headers, json("name", "x")).status())
                    .isEqualTo(404);
            String preview = json("id", made.text("id"), "name", "x");
            assertThat(app.post(PATH + "/preview", other, preview).status()).isEqualTo(404);
            assertThat(app.get(PATH, other).body()).doesNotContain(made.text("id"));
        }
        assertThat(app.get(PATH, null).status()).isEqualTo(401);
    }

    @Test
    void a_token_makes_the_limits_of_a_list_tighter_but_never_looser() {
        Answer made = created(json(
                "name", "few", "capabilities", List.of(capability("GET /demo/hello")), "limits", List.of(ONE_A_DAY)));
        String editor = app.post(
                        "/api/v1/tokens",
                        user.login(),
                        json("capabilities", List.of(capability("scopegate:aclsUpdate"))))
                .text("token");
        Map<String, String> headers = Map.of("Authorization", "Bearer " + editor, "If-Match", "*");

        Answer looser = app.send("PUT", path(made), headers, json("limits", List.of()));
        assertThat(looser.status()).isEqualTo(403);
        Answer tighter = app.send(
                "PUT",
                path(made),
                headers,
                json("limits", List.of(ONE_A_DAY, Map.of("type", "concurrency", "calls", 1))));
        assertThat(tighter.status()).as(tighter.body()).isEqualTo(200);
    }

    @Test
    void a_wildcard_does_not_take_in_what_changes_lists() {
        String wild = app.post(
                        "/api/v1/tokens", user.login(), json("capabilities", List.of(capability("* /api/v1/**"))))
                .text("token");
        Answer made = created(list("readers", capability("GET /demo/hello")));
        assertThat(app.get(path(made), wild).status()).isEqualTo(200);
        assertThat(app.post(PATH, wild, list("x")).status()).isEqualTo(403);
        assertThat(app.delete(path(made), wild).status()).isEqualTo(403);
    }

    @Test
    void what_no_list_can_be_is_refused_in_words() {
        for (String body : List.of(
                "{}",
                json("name", "x"),
                list(""),
                list("x".repeat(101)),
                list("a\nb"),
                list("x", capability("GET orders")),
                list("x", capability("nowhere:nothing")),
                list("x", capability("GET /a", Map.of("type", "calls", "max", 0))))) {
            Answer answer = app.post(PATH, user.login(), body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.text("detail")).as(body).isNotEmpty();
        }
    }
}
