package dev.scopegate.admin.web;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.store.UsageCounters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokenPagesTest {

    private static final Pattern SECRET = Pattern.compile("sg_cap_[0-9A-Za-z_]+");

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final Browser browser = Browser.of(app, user);

    private Answer issued(String description, String... capabilities) {
        List<Object> all = List.of(capabilities).stream()
                .<Object>map(text -> Map.of("capability", text, "limits", List.of()))
                .toList();
        Answer answer = app.post("/api/v1/tokens", user.login(), json("description", description, "capabilities", all));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private Map<String, String> form(String... pairs) {
        String usual = "do=issue&source=own&lifetime=P30D&description=&networks=&picker=shown";
        Map<String, String> form = new HashMap<>();
        for (String field : usual.split("&", -1)) {
            form.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    private static String secretIn(Answer answer) {
        Matcher found = SECRET.matcher(answer.body());
        assertThat(found.find()).as(answer.body()).isTrue();
        return found.group();
    }

    @Test
    void the_list_says_of_each_token_what_it_is_for_and_how_it_stands() {
        Answer token = issued("nightly <b>backup</b>", "GET /a");
        app.post("/api/v1/tokens/" + token.text("id") + "/disable", user.login(), null);

        String page = browser.get("/ui/tokens?kind=capability").body();

        assertThat(page)
                .contains("nightly &lt;b&gt;backup&lt;/b&gt;", token.text("id"), "disabled", "own capabilities");
        assertThat(page).doesNotContain("<b>backup");
        assertThat(browser.get("/ui/tokens?text=backup").body()).contains(token.text("id"));
        assertThat(browser.get("/ui/tokens?text=nothing-of-it").body())
                .contains("Nothing found")
                .doesNotContain(token.text("id"));
        assertThat(browser.get("/ui/tokens?state=lost").status()).isEqualTo(400);
    }

    @Test
    void a_long_list_is_read_page_by_page() {
        for (int i = 0; i < 51; i++) {
            issued("number " + i, "GET /a");
        }
        String first = browser.get("/ui/tokens?kind=capability").body();
        Matcher older = Pattern.compile("before=([^\"&]+)").matcher(first);

        assertThat(older.find()).isTrue();
        assertThat(first).contains("number 50", "Older tokens").doesNotContain(">number 0<");
        assertThat(browser.get("/ui/tokens?kind=capability&before=" + older.group(1))
                        .body())
                .contains(">number 0<", "Back to the newest");
    }

    @Test
    void a_token_is_issued_and_its_secret_is_shown_once_with_how_to_use_it() {
        Answer shown = browser.post(
                "/ui/tokens/new",
                form("description", "dashboard", "pick", "scopegate:tokensGet", "networks", "127.0.0.0/8"));

        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.header("Cache-Control")).contains("no-store");
        String secret = secretIn(shown);
        assertThat(shown.body())
                .contains("curl -X GET", "Authorization: Bearer " + secret, "X-Auth-Token", "HttpRequest", "urllib");
        assertThat(app.get("/api/v1/tokens/x", secret).status()).isEqualTo(404);
        assertThat(app.get("/api/v1/tokens", secret).status()).isEqualTo(403);
        assertThat(browser.get("/ui/tokens").body()).contains("dashboard").doesNotContain(secret);
    }

    @Test
    void what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost() {
        Map<String, String> form = form(
                "description", "kept as it is",
                "row", "0",
                "capability.0", "GET orders",
                "lifetime", "date",
                "until", "2001-02-03",
                "networks", "10.0.0.0/8\nnowhere");

        Answer again = browser.post("/ui/tokens/new", form);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("kept as it is", "GET orders", "2001-02-03", "nowhere")
                .contains("id=\"networks-error\"", "id=\"lifetime-error\"", "must not be past");
        assertThat(browser.post("/ui/tokens/new", form()).body()).contains("a token that may do nothing");
        assertThat(browser.post("/ui/tokens/new", form("source", "list")).body())
                .contains("choose the list");
        assertThat(app.get("/api/v1/tokens?kind=capability", user.login())
                        .json()
                        .get("tokens")
                        .size())
                .isZero();
    }

    @Test
    void a_token_is_issued_from_an_access_list() {
        String list = app.post(
                        "/api/v1/auth/acls",
                        user.login(),
                        json("name", "the readers", "allowed_endpoints", List.of("GET /api/v1/tokens/*")))
                .text("id");
        assertThat(browser.get("/ui/tokens/new?accessList=" + list).body())
                .contains("the readers", "selected=\"selected\"");

        Answer shown = browser.post("/ui/tokens/new", form("source", "list", "accessList", list, "lifetime", "never"));

        assertThat(shown.body()).contains("sg_acl_");
        assertThat(browser.get("/ui/tokens?accessList=" + list).body()).contains("the readers");
    }

    @Test
    void a_token_shows_what_is_left_what_it_used_and_what_it_never_did() throws Exception {
        Answer token = app.post(
                "/api/v1/tokens",
                user.login(),
                json(
                        "description",
                        "seen",
                        "capabilities",
                        List.of(
                                Map.of("capability", "scopegate:tokensGet", "limits", List.of()),
                                Map.of("capability", "scopegate:auditList", "limits", List.of())),
                        "limits",
                        List.of(Map.of("type", "calls", "max", 10, "per", "day"))));
        app.get("/api/v1/tokens/x", token.text("token"));
        app.bean(UsageCounters.class).write().toCompletableFuture().get(10, TimeUnit.SECONDS);
        String path = "/ui/tokens/" + token.text("id");

        String page = browser.get(path).body();
        assertThat(page)
                .contains("9 left", "10 calls per calendar day", "never used", "scopegate:auditList", "token.issue");
        Answer narrowed = browser.post(path + "/narrow", Map.of("unused", "scopegate:auditList"));

        assertThat(narrowed.status()).as(narrowed.body()).isEqualTo(200);
        assertThat(narrowed.body())
                .contains("taken away", "No gateway is running")
                .doesNotContain("Take away the");
        assertThat(app.get("/api/v1/audit", token.text("token")).status()).isEqualTo(403);
    }

    @Test
    void a_token_is_disabled_rotated_and_revoked_and_each_says_what_it_does() {
        Answer token = issued("to be ended", "* /api/v1/tokens", "GET /api/v1/tokens/*");
        Answer child = app.post(
                "/api/v1/tokens",
                token.text("token"),
                json("capabilities", List.of(Map.of("capability", "GET /api/v1/tokens/*", "limits", List.of()))));
        assertThat(child.status()).as(child.body()).isEqualTo(201);
        String path = "/ui/tokens/" + token.text("id");

        assertThat(browser.post(path + "/disable", Map.of()).body()).contains("The token is disabled");
        assertThat(browser.post(path + "/enable", Map.of()).body()).contains("enabled again");
        assertThat(browser.get(path).body()).contains("Tokens that it issued", child.text("id"));
        String secret = secretIn(browser.post(path + "/rotate", Map.of("grace", "3600")));
        assertThat(app.get("/api/v1/tokens/x", secret).status()).isEqualTo(404);
        assertThat(browser.get(path + "/revoke").body()).contains("1 token that it issued", "Revoke it and 1 more");
        Answer revoked = browser.post(path + "/revoke", Map.of());

        assertThat(revoked.body()).contains("is revoked", "with 1 token below it");
        assertThat(app.get("/api/v1/tokens/x", child.text("token")).status()).isEqualTo(401);
        assertThat(browser.get(path).body()).contains("Revoked").doesNotContain("New secret");
    }

    @Test
    void another_users_token_is_not_there_and_an_administrator_sees_whose_it_is() {
        Answer token = issued("private", "GET /a");
        String path = "/ui/tokens/" + token.text("id");
        Browser stranger = Browser.of(app, app.user());

        for (String each : List.of("", "/revoke", "/rotate", "/edit")) {
            Answer answer = stranger.get(path + each);
            assertThat(answer.status()).as(each).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("private");
        }
        for (String each : List.of("/disable", "/enable", "/rotate", "/revoke", "/narrow", "/edit")) {
            assertThat(stranger.post(path + each, Map.of()).status()).as(each).isEqualTo(404);
        }
        Browser administrator = Browser.of(app, "admin", AdminApp.ADMIN_PASSWORD);
        assertThat(administrator.get(path).body()).contains(user.name());
    }

    @Test
    void a_form_without_what_its_page_repeats_changes_nothing() {
        Answer token = issued("mine", "GET /a");

        assertThat(browser.submit("/ui/tokens/" + token.text("id") + "/revoke", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit("/ui/tokens/new", form("pick", "scopegate:tokensGet"))
                        .status())
                .isEqualTo(403);
    }
}
