package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.store.RedisServer;
import java.net.URI;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the sign-in page offers beside the password. */
class SignInWaysTest {

    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();
    private static RedisServer redis;
    private static AdminApp app;

    @BeforeAll
    static void start() {
        PROVIDER.start();
        redis = RedisServer.start();
        app = AdminApp.start(
                redis.uri(),
                "--scopegate.accounts.first-sight.oauth=* /api/v1/**",
                "--scopegate.pages.url=https://admin.example.org",
                "--scopegate.oauth.providers.keycloak.client-id=scopegate",
                "--scopegate.oauth.providers.keycloak.client-secret=a secret of ours",
                "--scopegate.oauth.providers.keycloak.issuer=" + PROVIDER.issuerUrl("realm"));
    }

    @AfterAll
    static void stop() {
        app.close();
        redis.close();
        PROVIDER.shutdown();
    }

    @Test
    void a_login_at_a_provider_opens_a_session() {
        assertThat(new Browser(app).get("/ui/sign-in").body()).contains("Sign in with keycloak");
        Answer begun = app.send("GET", "/ui/sign-in/with/keycloak", Map.of(), null);
        assertThat(begun.status()).isIn(302, 303);
        assertThat(begun.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Secure");
        URI back = URI.create(
                app.send("GET", begun.header("Location"), Map.of(), null).header("Location"));
        assertThat(back.toString()).startsWith("https://admin.example.org/ui/sign-in/with/keycloak/return?");
        String path = back.getRawPath() + "?" + back.getRawQuery();

        assertThat(app.send("GET", path, Map.of(), null).status()).isEqualTo(401);
        Answer again = app.send("GET", path, cookie(begun), null);
        assertThat(again.status()).as("used up by another browser").isEqualTo(401);
        assertThat(again.body()).contains("role=\"alert\"");

        Answer second = app.send("GET", "/ui/sign-in/with/keycloak", Map.of(), null);
        URI good = URI.create(
                app.send("GET", second.header("Location"), Map.of(), null).header("Location"));
        Answer opened = app.send("GET", good.getRawPath() + "?" + good.getRawQuery(), cookie(second), null);
        assertThat(opened.status()).isIn(302, 303);
        assertThat(opened.response().headers().allValues("Set-Cookie"))
                .anyMatch(set -> set.startsWith(Sessions.COOKIE + "=ey"));
    }

    @Test
    void a_refusal_of_the_provider_is_said_on_the_sign_in_page() {
        Answer answer = app.send("GET", "/ui/sign-in/with/keycloak/return?error=access_denied", Map.of(), null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("access_denied").contains("Sign in");
        assertThat(app.send("GET", "/ui/sign-in/with/nobody", Map.of(), null).status())
                .isEqualTo(404);
    }

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

    private static Map<String, String> cookie(Answer begun) {
        String header = begun.header("Set-Cookie");
        return Map.of("Cookie", header.substring(0, header.indexOf(';')));
    }
}
