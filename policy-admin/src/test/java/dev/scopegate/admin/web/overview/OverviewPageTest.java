package dev.scopegate.admin.web.overview;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.UsageTest;
import dev.scopegate.admin.live.EventReader;
import dev.scopegate.admin.web.Browser;
import dev.scopegate.store.UsageScope;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OverviewPageTest {

    private static final Pattern AFTER = Pattern.compile("data-after=\"(\\d+-\\d+)\"");

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private final Browser browser = Browser.of(app, user);

    private Answer issue(String description) {
        return app.post(
                "/api/v1/tokens",
                user.login(),
                json("description", description, "capabilities", List.of(Map.of("capability", "scopegate:tokensGet"))));
    }

    private void call(Answer issued) {
        app.get("/api/v1/tokens/" + issued.text("id"), issued.text("token"));
        assertThat(app.get("/api/v1/audit", issued.text("token")).status()).isEqualTo(403);
        UsageTest.awaitUsage(
                app, UsageScope.token(issued.text("id")), usage -> usage.permitted() == 1 && usage.refusals() == 1);
    }

    @Test
    void whoever_is_not_signed_in_is_led_to_where_one_does() {
        Answer answer = app.get("/ui/overview", null);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("/ui/sign-in");
        assertThat(app.get("/ui/overview/live?after=0-0", null).status()).isEqualTo(303);
    }

    @Test
    void a_newcomer_is_told_where_to_begin_until_that_is_done() {
        assertThat(browser.get("/ui").body()).contains("Begin here", "/ui/acls", "/ui/tokens");

        app.post("/api/v1/auth/acls", user.login(), json("name", "readers", "allowed_endpoints", List.of("GET /x")));
        issue("first");

        Answer answer = browser.get("/ui/overview");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("Begin here");
    }

    @Test
    void calls_are_plotted_and_told_in_a_table_and_a_sentence() {
        call(issue("reader"));

        for (String period : List.of("hour", "day", "week")) {
            Answer answer = browser.get("/ui/overview?period=" + period);

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("<svg", "role=\"img\"", "calls-summary", "In the last " + period)
                    .contains("Show as a table", "<th scope=\"row\">");
        }
        assertThat(browser.get("/ui/overview?period=year").status()).isEqualTo(400);
    }

    @Test
    void a_refusal_is_listed_with_the_page_that_explains_it() {
        Answer issued = issue("reader");
        call(issued);

        String body = browser.get("/ui/overview").body();

        assertThat(body)
                .contains("no capability", "the token does not cover this method and path")
                .contains("/ui/why?token=" + issued.text("id")
                        + "&amp;api=scopegate&amp;method=GET&amp;path=%2Fapi%2Fv1%2Faudit")
                .doesNotContain(issued.text("token"));
    }

    /** Harm: a description that is a script. */
    @Test
    void what_people_wrote_is_shown_as_text() {
        call(issue("<script>alert(1)</script>"));

        assertThat(browser.get("/ui/overview").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void everyone_sees_his_own_and_only_the_administrator_the_installation() {
        Answer issued = issue("mine alone");
        call(issued);

        Answer others = Browser.of(app, app.user()).get("/ui/overview");
        Answer all = Browser.of(app, "admin", AdminApp.ADMIN_PASSWORD).get("/ui/overview");

        assertThat(others.body()).doesNotContain(issued.text("id"), "mine alone", "Redis", "Gateways");
        assertThat(all.status()).as(all.body()).isEqualTo(200);
        assertThat(all.body()).contains("Redis", "Answers in", "MiB", "No gateway is alive");
    }

    @Test
    void its_stream_tells_what_to_show() throws Exception {
        Answer issued = issue("reader");
        Map<String, String> session = Map.of("Cookie", browser.cookie());
        try (EventReader reader = EventReader.at(app, "/ui/overview/live?after=" + shownUpTo(), session)) {
            call(issued);

            JsonNode refusal = reader.next().json();

            assertThat(refusal.get("method").asString()).isEqualTo("GET");
            assertThat(refusal.get("path").asString()).isEqualTo("/api/v1/audit");
            assertThat(refusal.get("reason").asString()).isEqualTo("no capability");
            assertThat(refusal.get("why").asString())
                    .isEqualTo("/ui/why?token=" + issued.text("id")
                            + "&api=scopegate&method=GET&path=%2Fapi%2Fv1%2Faudit");
        }
    }

    @Test
    void its_stream_ends_with_the_session() throws Exception {
        Map<String, String> session = Map.of("Cookie", browser.cookie());
        try (EventReader reader = EventReader.at(app, "/ui/overview/live?after=" + shownUpTo(), session)) {
            browser.post("/ui/sign-out", Map.of());

            assertThat(reader.next().name()).isEqualTo("end");
            assertThat(reader.next().name()).isEqualTo("closed");
        }
    }

    @Test
    void its_stream_begins_at_a_place_in_the_log() {
        assertThat(browser.get("/ui/overview/live?after=yesterday").status()).isEqualTo(400);
        assertThat(browser.get("/ui/overview/live").status()).isEqualTo(400);
    }

    private String shownUpTo() {
        Matcher after = AFTER.matcher(browser.get("/ui/overview").body());
        assertThat(after.find()).isTrue();
        return after.group(1);
    }
}
