package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ClientsPageTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final Pattern ID = Pattern.compile("/ui/clients/([a-z2-7]+)/delete");
    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([a-z2-7]+)<");

    private final User user = APP.user();
    private final Browser browser = Browser.of(APP, user);

    @Test
    void a_key_is_made_and_its_secret_shown_once() {
        Answer made = browser.post("/ui/clients", Map.of("name", "my <b>app"));
        Matcher secret = SECRET.matcher(made.body());
        assertThat(secret.find()).isTrue();
        assertThat(made.header("Cache-Control")).contains("no-store");
        Answer list = browser.get("/ui/clients");
        assertThat(list.body())
                .contains("my &lt;b&gt;app")
                .doesNotContain("my <b>app")
                .doesNotContain(secret.group(1));
    }

    @Test
    void a_key_is_disabled_enabled_and_deleted() {
        String path = make();
        assertThat(browser.post(path + "/disable", Map.of()).header("Location")).endsWith("done=disabled");
        assertThat(browser.get("/ui/clients").body()).contains(">disabled<");
        assertThat(browser.post(path + "/enable", Map.of()).header("Location")).endsWith("done=enabled");
        assertThat(browser.get(path + "/delete").body())
                .contains("nothing is cut off now")
                .contains("cannot be undone");
        assertThat(browser.post(path + "/delete", Map.of()).header("Location")).endsWith("done=deleted");
        assertThat(browser.get("/ui/clients").body()).contains("No client key");
    }

    @Test
    void the_keys_of_others_are_not_there() {
        String path = make();
        Browser other = Browser.of(APP, APP.user());
        assertThat(other.get("/ui/clients").body()).contains("No client key");
        assertThat(other.get(path + "/delete").status()).isEqualTo(404);
        for (String act : new String[] {"/disable", "/enable", "/delete"}) {
            assertThat(other.post(path + act, Map.of()).status()).as(act).isEqualTo(404);
        }
        assertThat(new Browser(APP).get(path + "/delete").status()).isEqualTo(303);
    }

    @Test
    void a_name_that_cannot_be_is_said_beside_the_field() {
        Answer answer = browser.post("/ui/clients", Map.of("name", " "));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("role=\"alert\"");
    }

    @Test
    void settings_are_for_administrators_and_hold_no_secret() {
        assertThat(browser.get("/ui/settings").status()).isEqualTo(403);
        Answer page = Browser.of(APP, "admin", AdminApp.ADMIN_PASSWORD).get("/ui/settings");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("scopegate.textile.signature-lifetime")
                .contains("1 day<")
                .doesNotContain(AdminApp.ADMIN_TOKEN)
                .doesNotContain("a pepper for tests only");
    }

    private String make() {
        browser.post("/ui/clients", Map.of("name", "app"));
        Matcher id = ID.matcher(browser.get("/ui/clients").body());
        assertThat(id.find()).isTrue();
        return "/ui/clients/" + id.group(1);
    }
}
