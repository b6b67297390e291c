package dev.scopegate.admin.web.acls;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.web.Browser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AclPagesTest {

    private static final Pattern ETAG = Pattern.compile("name=\"etag\" value=\"([^\"]*)\"");
    private static final String SCRIPT = "<script>alert(1)</script>";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final Browser browser = Browser.of(app, user);

    private static Map<String, String> list(String name, String capability) {
        return new HashMap<>(Map.of("name", name, "row", "0", "capability.0", capability));
    }

    private String made(String name, String capability) {
        Answer answer = browser.post("/ui/acls", list(name, capability));
        assertThat(answer.status()).as(answer.body()).isBetween(302, 303);
        Matcher id = Pattern.compile("/ui/acls/(acl_\\w+)").matcher(answer.header("Location"));
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private String etag(String id) {
        Matcher found = ETAG.matcher(page("/ui/acls/" + id));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String page(String path) {
        Answer answer = browser.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String sent(String path, Map<String, String> fields) {
        Answer answer = browser.post(path, fields);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String issue(String list) {
        return app.post("/api/v1/tokens", user.login(), json("accessList", list, "description", "the " + SCRIPT))
                .text("token");
    }

    @Test
    void without_a_list_the_page_says_how_to_make_one() {
        assertThat(page("/ui/acls")).contains("No access list yet").contains("href=\"/ui/acls/new\"");
    }

    @Test
    void a_list_is_made_by_ticking_operations() {
        String form = page("/ui/acls/new");
        assertThat(form).contains("value=\"demo:hello\"").contains("method-GET").contains("Nothing is allowed yet");
        Answer answer =
                browser.post("/ui/acls", Map.of("name", "greeter " + SCRIPT, "picker", "shown", "pick", "demo:hello"));
        assertThat(answer.status()).as(answer.body()).isBetween(302, 303);
        assertThat(page("/ui/acls")).contains("greeter &lt;script&gt;").doesNotContain(SCRIPT);
        assertThat(app.get("/api/v1/acls", user.login()).body()).contains("demo:hello");
    }

    @Test
    void what_is_missing_is_said_beside_its_field_and_nothing_is_made() {
        String answer = sent("/ui/acls", list("", "GET orders"));
        assertThat(answer)
                .contains("id=\"name-error\"")
                .contains("path pattern must start")
                .contains("value=\"GET orders\"");
        assertThat(app.get("/api/v1/acls", user.login()).json().get("acls").size())
                .isZero();
    }

    @Test
    void a_pattern_is_answered_with_what_it_covers_while_it_is_typed() {
        assertThat(page("/ui/parts/coverage?capability.3=GET%20/demo/**"))
                .contains("id=\"coverage-3\"")
                .contains("demo:hello")
                .doesNotContain("<html");
        assertThat(page("/ui/parts/coverage?capability.3=GET%20demo")).contains("path pattern must start");
        assertThat(page("/ui/parts/coverage?capability.3=*%20/**")).contains("over broad");
        assertThat(page("/ui/parts/coverage?capability.3=%3Cscript%3E")).doesNotContain("<script>");
    }

    @Test
    void parts_of_the_form_are_shown_anew_without_the_rest() {
        Map<String, String> fields = list("x", "GET /demo/hello");
        fields.put("do", "add-pattern");
        assertThat(sent("/ui/parts/capabilities", fields))
                .contains("capability.1")
                .doesNotContain("<html");
        fields.put("do", "add-limit:0");
        assertThat(sent("/ui/parts/limits/0", fields))
                .contains("name=\"limit.0.calls\"")
                .contains("calls per calendar day");
        fields.put("do", "add-limit:all");
        assertThat(sent("/ui/acls/new/edit", fields))
                .contains("name=\"limit.all.calls\"")
                .contains("<html");
    }

    @Test
    void a_change_is_reviewed_with_the_number_of_tokens_and_then_saved() {
        String id = made("readers", "GET /demo/hello");
        issue(id);
        Map<String, String> fields = list("writers", "GET /demo/goodbye");
        fields.put("etag", etag(id));
        fields.put("limit.all.calls", "12000");
        fields.put("limit.all.unit", "day");
        fields.put("limit.all.burst", "");

        String review = sent("/ui/acls/" + id + "/review", fields);
        assertThat(review)
                .contains("<strong>1 token</strong>")
                .contains("GET /demo/hello")
                .contains("GET /demo/goodbye")
                .contains("12,000 calls per calendar day (UTC)")
                .contains("renamed");
        assertThat(app.get("/api/v1/acls/" + id, user.login()).text("name")).isEqualTo("readers");

        Answer saved = browser.post("/ui/acls/" + id, fields);
        assertThat(saved.header("Location")).contains("/ui/acls/" + id).contains("of=0");
        assertThat(app.get("/api/v1/acls/" + id, user.login()).text("name")).isEqualTo("writers");
    }

    @Test
    void a_change_from_an_old_version_is_not_saved_and_both_versions_are_shown() {
        String id = made("readers", "GET /demo/hello");
        Map<String, String> mine = list("mine", "GET /demo/goodbye");
        mine.put("etag", etag(id));
        Map<String, String> theirs = list("theirs", "GET /demo/echo/theirs");
        theirs.put("etag", etag(id));
        browser.post("/ui/acls/" + id, theirs);

        for (String path : List.of("/ui/acls/" + id, "/ui/acls/" + id + "/review")) {
            assertThat(sent(path, mine))
                    .contains("Nothing was saved")
                    .contains("GET /demo/echo/theirs")
                    .contains("GET /demo/goodbye")
                    .contains("value=\"" + etag(id) + "\"");
        }
        assertThat(app.get("/api/v1/acls/" + id, user.login()).text("name")).isEqualTo("theirs");
        mine.put("etag", etag(id));
        assertThat(browser.post("/ui/acls/" + id, mine).status()).isBetween(302, 303);
        assertThat(app.get("/api/v1/acls/" + id, user.login()).text("name")).isEqualTo("mine");
    }

    @Test
    void a_deletion_says_what_it_cuts_off_and_asks_again_where_that_grew() {
        String id = made("readers", "GET /demo/hello");
        issue(id);
        assertThat(page("/ui/acls/" + id + "/delete"))
                .contains("revoke 1 token")
                .contains("the &lt;script&gt;")
                .doesNotContain(SCRIPT);
        issue(id);
        assertThat(sent("/ui/acls/" + id + "/delete", Map.of("tokens", "1")))
                .contains("Nothing was deleted")
                .contains("revoke 2 tokens");
        assertThat(browser.post("/ui/acls/" + id + "/delete", Map.of("tokens", "2"))
                        .header("Location"))
                .contains("/ui/acls?deleted=");
        assertThat(app.get("/api/v1/acls/" + id, user.login()).status()).isEqualTo(404);
    }

    @Test
    void pages_of_lists_of_others_are_not_there() {
        String id = made("readers", "GET /demo/hello");
        Browser other = Browser.of(app, app.user());
        Map<String, String> fields = list("x", "GET /demo/hello");
        fields.put("etag", etag(id));
        fields.put("tokens", "0");
        for (String path : List.of("", "/delete")) {
            assertThat(other.get("/ui/acls/" + id + path).status()).as(path).isEqualTo(404);
        }
        for (String path : List.of("", "/delete", "/review", "/edit")) {
            assertThat(other.post("/ui/acls/" + id + path, fields).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(app.get("/api/v1/acls/" + id, user.login()).text("name")).isEqualTo("readers");
    }
}
