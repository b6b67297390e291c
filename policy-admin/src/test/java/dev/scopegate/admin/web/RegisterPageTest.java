package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ways in of whoever has no password yet, or forgot it. */
class RegisterPageTest {

    private final AdminApp app = AdminApp.shared();

    @Test
    void whoever_may_register_is_signed_in_at_once() {
        Browser browser = new Browser(app);
        assertThat(browser.get("/ui/sign-in").body()).contains("/ui/register");
        Map<String, String> form = Map.of("name", "newcomer", "password", "a good password", "email", "");
        assertThat(browser.submit("/ui/register", form).header("Location")).endsWith("/ui");
        assertThat(browser.get("/ui").body()).contains("newcomer");
        Answer taken = new Browser(app).submit("/ui/register", form);
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.body()).contains("already exists").doesNotContain("a good password");
        Answer evil = new Browser(app).submit("/ui/register", Map.of("name", "\"><script>", "password", "x"));
        assertThat(evil.body()).doesNotContain("\"><script>");
    }

    @Test
    void where_no_mail_is_set_up_the_pages_say_so() {
        assertThat(new Browser(app).get("/ui/sign-in").body()).doesNotContain("/ui/forgot");
        Answer answer = new Browser(app).submit("/ui/forgot", Map.of("email", "a@example.org"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("not set up");
        Answer reset = new Browser(app)
                .submit("/ui/reset", Map.of("key", "<b>x", "password", "long enough", "again", "long enough"));
        assertThat(reset.status()).isEqualTo(400);
        assertThat(reset.body()).contains("unknown").doesNotContain("<b>x");
    }
}
