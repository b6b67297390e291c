package dev.scopegate.admin.web;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokenEditPageTest {

    private static final Pattern ETAG = Pattern.compile("name=\"etag\" value=\"([0-9a-f]+)\"");

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final Browser browser = Browser.of(app, user);
    private final String id = issued();
    private final String path = "/ui/tokens/" + id + "/edit";

    private String issued() {
        List<Object> all = List.of(Map.of("capability", "scopegate:tokensGet"), Map.of("capability", "GET /a"));
        return app.post("/api/v1/tokens", user.login(), json("description", "before", "capabilities", all))
                .text("id");
    }

    @Test
    void a_token_is_changed_and_what_was_not_touched_stays() {
        Answer page = browser.get(path);
        assertThat(page.body()).contains("before", "GET /a", "value=\"scopegate:tokensGet\"");
        Map<String, String> form = form("after", "GET /b", page);

        assertThat(browser.post(path, form).body()).contains("after", "GET /b", "Save the change");
        assertThat(token().text("description")).isEqualTo("before");
        form.put("do", "save");
        assertThat(browser.post(path, form).body()).contains("is changed.", "No gateway is running");

        var now = token().json();
        assertThat(now.get("description").asString()).isEqualTo("after");
        assertThat(now.get("capabilities").toString()).contains("GET /b").doesNotContain("GET /a", "tokensGet");
        form.put("networks", "nowhere");
        assertThat(browser.post(path, form).status()).isEqualTo(422);
    }

    @Test
    void what_was_narrowed_meanwhile_is_shown_and_not_widened_again() {
        Map<String, String> form = form("typed here", "* /**", browser.get(path));
        form.put("do", "save");
        String narrow = "{\"capabilities\":[{\"capability\":\"GET /narrow\"}]}";
        Map<String, String> owner = Map.of("Authorization", "Bearer " + user.login());
        assertThat(app.send("PATCH", "/api/v1/tokens/" + id, owner, narrow).status())
                .isEqualTo(200);

        Answer stale = browser.post(path, form);

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body()).contains("nothing was overwritten", "GET /narrow", "typed here", "* /**");
        assertThat(token().body()).contains("GET /narrow").doesNotContain("typed here");
        form.put("etag", etag(stale));
        assertThat(browser.post(path, form).body()).as("who has seen it may").contains("is changed.");
    }

    private Answer token() {
        return app.get("/api/v1/tokens/" + id, user.login());
    }

    private static Map<String, String> form(String description, String capability, Answer page) {
        return new HashMap<>(Map.of(
                "description",
                description,
                "picker",
                "shown",
                "row",
                "0",
                "capability.0",
                capability,
                "networks",
                "",
                "etag",
                etag(page)));
    }

    private static String etag(Answer page) {
        Matcher found = ETAG.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }
}
