package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands above every page: who is signed in, on those too that everybody may see. */
class PageHeadTest {

    private static final AdminApp APP = AdminApp.shared();

    private final User user = APP.user();
    private final Browser browser = Browser.of(APP, user);

    @Test
    void a_page_that_everybody_may_see_names_who_is_signed_in() {
        assertThat(browser.get("/ui/api").body()).contains(user.name()).doesNotContain("My account");
        Answer stranger = new Browser(APP).get("/ui/api");
        assertThat(stranger.status()).isEqualTo(200);
        assertThat(stranger.body()).contains("Sign in").doesNotContain("My account");
    }

    @Test
    void it_shows_an_administrator_the_way_to_the_settings_and_nobody_else() {
        assertThat(Browser.of(APP, "admin", AdminApp.ADMIN_PASSWORD)
                        .get("/ui/api")
                        .body())
                .contains("/ui/settings")
                .contains("/ui/accounts");
        assertThat(browser.get("/ui/api").body()).doesNotContain("/ui/settings").doesNotContain("/ui/accounts");
    }

    @Test
    void a_session_that_has_ended_names_nobody() {
        String copy = browser.cookie();
        browser.post("/ui/sign-out", Map.of());
        Answer answer = APP.exchange("GET", "/ui/api", Map.of("Cookie", copy), null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain(user.name());
    }

    @Test
    void where_no_page_is_a_page_says_so() {
        Answer answer = browser.get("/ui/nothing");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("There is nothing here");
    }
}
