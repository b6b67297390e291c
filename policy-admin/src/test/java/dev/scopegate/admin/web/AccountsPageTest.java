package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsPageTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final Pattern LINK = Pattern.compile("/ui/reset#([A-Za-z0-9_-]+)");

    private static final Pattern ETAG = Pattern.compile("name=\"etag\" value=\"([0-9a-f]+)\"");

    private final User user = APP.user();
    private final String path = "/ui/accounts/" + user.account();
    private final Browser admin = Browser.of(APP, "admin", AdminApp.ADMIN_PASSWORD);

    @Test
    void accounts_are_found_by_a_part_of_their_name() {
        Answer list = admin.get("/ui/accounts?name=" + user.name().toUpperCase(java.util.Locale.ROOT));
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).contains(user.name()).contains(path);
        assertThat(admin.get("/ui/accounts?name=nobody-has-this").body()).contains("No name holds this");
    }

    @Test
    void an_account_is_made_with_what_it_may_do() {
        String name = "made-" + user.name();
        Answer made = admin.post(
                "/ui/accounts/new",
                Map.of(
                        "username", name,
                        "password", "a good password",
                        "power", "true",
                        "permissions", "manage-users",
                        "capabilities", "GET /api/v1/**\n\nscopegate:tokensList"));
        assertThat(made.status()).isIn(302, 303);
        Answer page = admin.get(made.header("Location").replaceFirst("https?://[^/]+", ""));
        assertThat(page.body()).contains(name).contains("scopegate:tokensList").contains("The account is made");
        assertThat(Browser.of(APP, name, "a good password").get("/ui/accounts").status())
                .isEqualTo(200);
    }

    @Test
    void what_is_wrong_is_said_and_what_was_typed_is_kept() {
        Answer answer = admin.post(
                "/ui/accounts/new",
                Map.of("username", "x<script>", "password", "short", "power", "true", "capabilities", "</textarea>x"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("role=\"alert\"")
                .contains("x&lt;script&gt;")
                .contains("&lt;/textarea&gt;x")
                .doesNotContain("x<script>")
                .doesNotContain("short\"");
        Answer changed = admin.post(path, Map.of("capabilities", "nonsense<b>"));
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.body()).contains("nonsense&lt;b&gt;");
    }

    @Test
    void capabilities_are_changed_line_by_line_and_an_account_is_locked() {
        assertThat(admin.post(path, Map.of("capabilities", "GET /a", "etag", etag()))
                        .header("Location"))
                .endsWith("done=changed");
        assertThat(admin.get(path).body()).contains("GET /a");
        admin.post(path + "/lock", Map.of("locked", "true"));
        assertThat(admin.get(path).body()).contains("locked");
        assertThat(APP.get("/api/v1/account", user.login()).status()).isIn(401, 403);
        admin.post(path + "/lock", Map.of("locked", "false"));
        admin.post(path, Map.of("capabilities", "* /api/v1/**", "etag", etag()));
        assertThat(APP.get("/api/v1/account", user.login()).status()).isEqualTo(200);
    }

    @Test
    void what_another_has_changed_meanwhile_is_shown_and_not_overwritten() {
        String seen = etag();
        assertThat(admin.post(path, Map.of("capabilities", "GET /narrow", "etag", seen))
                        .header("Location"))
                .endsWith("done=changed");

        Answer stale = admin.post(path, Map.of("capabilities", "* /**", "permissions", "administrator", "etag", seen));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.body()).contains("nothing was overwritten", "GET /narrow", "* /**");
        Answer held = APP.get("/api/v1/accounts/" + user.account(), AdminApp.ADMIN_TOKEN);
        assertThat(held.body()).contains("GET /narrow").doesNotContain("administrator");
        assertThat(admin.post(path, Map.of("capabilities", "* /**", "etag", etagOf(stale)))
                        .header("Location"))
                .as("who has seen it may")
                .endsWith("done=changed");
    }

    private String etag() {
        return etagOf(admin.get(path));
    }

    private static String etagOf(Answer page) {
        Matcher found = ETAG.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void a_reset_link_is_shown_once_and_sets_a_password() {
        Matcher link = LINK.matcher(admin.post(path + "/reset", Map.of()).body());
        assertThat(link.find()).isTrue();
        Browser owner = new Browser(APP);
        Map<String, String> form =
                Map.of("key", link.group(1), "password", "quite another one", "again", "quite another one");
        assertThat(owner.submit("/ui/reset", form).header("Location")).endsWith("/ui");
        assertThat(owner.get("/ui").body()).contains(user.name());
        assertThat(new Browser(APP).submit("/ui/reset", form).body()).contains("used up");
        assertThat(admin.get(path).body()).doesNotContain(link.group(1));
    }

    @Test
    void a_deletion_says_what_ends_and_needs_the_name() {
        Answer confirm = admin.get(path + "/delete");
        assertThat(confirm.body()).contains("<strong>1</strong> token or login").contains(user.name());
        Answer wrong = admin.post(path + "/delete", Map.of("name", "another"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(admin.get(path).status()).isEqualTo(200);

        Answer deleted = admin.post(path + "/delete", Map.of("name", user.name()));

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body()).contains("is deleted");
        assertThat(admin.get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/delete"})
    void these_pages_are_closed_to_everybody_else(String of) {
        Browser other = Browser.of(APP, user);
        assertThat(other.get("/ui/accounts").status()).isEqualTo(403);
        assertThat(other.get("/ui/accounts/new").status()).isEqualTo(403);
        assertThat(other.get(path + of).status()).isEqualTo(403);
        assertThat(other.post(path + of, Map.of("name", user.name())).status()).isEqualTo(403);
        assertThat(other.post(path + "/reset", Map.of()).status()).isEqualTo(403);
        assertThat(other.post(path + "/lock", Map.of("locked", "true")).status())
                .isEqualTo(403);
        assertThat(other.get("/ui").body()).doesNotContain("/ui/accounts");
        assertThat(admin.get("/ui/accounts/acc_nobody" + of).status()).isEqualTo(404);
    }

    @Test
    void a_form_of_another_site_changes_nothing() {
        assertThat(admin.submit(path + "/lock", Map.of("locked", "true")).status())
                .isEqualTo(403);
        assertThat(APP.get("/api/v1/account", user.login()).status()).isEqualTo(200);
    }
}
