package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OwnPageTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final Pattern END = Pattern.compile("action=\"(/ui/account/sessions/tok_[^/]+/end)\"");

    private final User user = APP.user();
    private final Browser browser = Browser.of(APP, user);

    @Test
    void one_is_called_as_one_likes_and_it_is_shown_as_text() {
        String evil = "<img src=x onerror=alert(1)>";
        assertThat(browser.post("/ui/account", Map.of("displayName", evil, "email", ""))
                        .header("Location"))
                .endsWith("done=described");
        assertThat(browser.get("/ui/account").body()).contains("&lt;img src=x").doesNotContain(evil);
        assertThat(Browser.of(APP, "admin", AdminApp.ADMIN_PASSWORD)
                        .get("/ui/accounts/" + user.account())
                        .body())
                .contains("&lt;img src=x")
                .doesNotContain(evil);
    }

    @Test
    void a_wrong_address_is_said_beside_the_field_and_kept() {
        Answer answer = browser.post("/ui/account", Map.of("displayName", "Ada", "email", "no\"address"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("error-describe").contains("no&quot;address");
    }

    @Test
    void a_new_password_ends_every_other_login_and_not_this_browser() {
        Browser other = Browser.of(APP, user);
        Map<String, String> form = Map.of(
                "oldPassword", user.password(), "newPassword", "quite another one", "again", "quite another one");
        assertThat(browser.post("/ui/account/password", form).header("Location"))
                .endsWith("done=password");
        assertThat(browser.get("/ui/account").status()).isEqualTo(200);
        assertThat(other.get("/ui/account").status()).isEqualTo(303);
        assertThat(APP.get("/api/v1/account", user.login()).status()).isEqualTo(401);
    }

    @Test
    void a_password_is_changed_by_its_owner_who_types_it_twice_alike() {
        assertThat(browser.post(
                                "/ui/account/password",
                                Map.of(
                                        "oldPassword",
                                        user.password(),
                                        "newPassword",
                                        "one of them",
                                        "again",
                                        "another"))
                        .status())
                .isEqualTo(400);
        Answer wrong = browser.post(
                "/ui/account/password",
                Map.of("oldPassword", "wrong", "newPassword", "one of them", "again", "one of them"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("error-password");
        assertThat(browser.get("/ui/account").status()).isEqualTo(200);
    }

    @Test
    void logins_are_listed_and_ended_one_by_one() {
        Browser other = Browser.of(APP, user);
        APP.delete("/api/v1/account/sessions/" + "tok_x", user.login());
        Answer page = browser.get("/ui/account");
        assertThat(page.body()).contains("this one");
        Matcher ends = END.matcher(page.body());
        int found = 0;
        while (ends.find()) {
            assertThat(Browser.of(APP, APP.user()).post(ends.group(1), Map.of()).status())
                    .isEqualTo(404);
            assertThat(browser.post(ends.group(1), Map.of()).header("Location")).endsWith("done=ended");
            found++;
        }
        assertThat(found).isEqualTo(2);
        assertThat(other.get("/ui/account").status()).isEqualTo(303);
        assertThat(browser.get("/ui/account").status()).isEqualTo(200);
    }

    @Test
    void all_other_logins_end_at_once() {
        Browser other = Browser.of(APP, user);
        assertThat(browser.post("/ui/account/sessions/end-others", Map.of()).header("Location"))
                .endsWith("done=others");
        assertThat(other.get("/ui").status()).isEqualTo(303);
        assertThat(browser.get("/ui").status()).isEqualTo(200);
    }

    @Test
    void only_ones_own_identities_can_be_unlinked() {
        assertThat(browser.get("/ui/account/unlink?identity=nostr:abc").status())
                .isEqualTo(404);
        assertThat(browser.post("/ui/account/unlink", Map.of("identity", "nostr:abc"))
                        .status())
                .isEqualTo(404);
    }
}
