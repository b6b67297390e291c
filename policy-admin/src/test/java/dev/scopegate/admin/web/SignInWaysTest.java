package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.OAuthBrowser;
import dev.scopegate.admin.SoftDevice;
import dev.scopegate.admin.oauth.SecretCookie;
import dev.scopegate.store.RedisServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the sign-in page offers beside the password. */
class SignInWaysTest {

    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();
    private static final Pattern THERE = Pattern.compile("href=\"(http[^\"]+authorize[^\"]+)\"");
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
                .anyMatch(set -> set.startsWith(Sessions.COOKIE + "=ey") && set.contains("; Secure"));
    }

    @Test
    void where_the_pages_have_https_a_session_is_taken_back_over_nothing_else() {
        Answer out = Browser.of(app, app.user()).post("/ui/sign-out", Map.of());
        assertThat(out.header("Set-Cookie")).startsWith(Sessions.COOKIE + "=;").contains("Max-Age=0", "Secure");
    }

    @Test
    void a_sign_in_at_a_provider_leads_to_the_page_that_was_wanted_and_to_no_other_site() {
        Browser browser = new Browser(app);
        assertThat(browser.get("/ui/sign-in?next=%2Fui%2Ftokens%3Fkind%3DUSER").body())
                .contains("/ui/sign-in/with/keycloak?next=");
        nextLoginIs("hugo");
        String page = returnOf(browser.get("/ui/sign-in/with/keycloak?next=%2Fui%2Ftokens%3Fkind%3DUSER"));
        assertThat(browser.get(page).header("Location")).endsWith("/ui/tokens?kind=USER");

        nextLoginIs("hugo");
        String evil = returnOf(browser.get("/ui/sign-in/with/keycloak?next=https%3A%2F%2Fevil.example"));
        assertThat(browser.get(evil).header("Location")).endsWith("/ui").doesNotContain("evil");
        nextLoginIs("hugo");
        String written = returnOf(browser.get("/ui/sign-in/with/keycloak"));
        String secret = browser.cookie(SecretCookie.NAME).replaceAll("\\..*", "");
        Answer answer = app.send("GET", written, Map.of("Cookie", secret + ".~~~"), null);
        assertThat(answer.header("Location")).endsWith("/ui");
    }

    @Test
    void an_account_at_a_provider_is_linked_and_unlinked_on_the_page() {
        User user = app.user();
        Browser browser = Browser.of(app, user);
        assertThat(browser.get("/ui/account").body()).contains("Link an account at keycloak");
        nextLoginIs("iris");
        assertThat(browser.get(returnOfLink(browser)).header("Location")).endsWith("done=linked");
        assertThat(browser.get("/ui/account").body()).contains("keycloak:iris");
        assertThat(accountBySignIn("iris")).isEqualTo(user.account());

        assertThat(browser.post("/ui/account/unlink", Map.of("identity", "oauth:keycloak:iris"))
                        .header("Location"))
                .endsWith("done=unlinked");
        assertThat(accountBySignIn("iris")).isNotEqualTo(user.account());
    }

    @Test
    void a_refused_link_leads_back_to_the_account_and_says_why() {
        User first = app.user();
        Browser holder = Browser.of(app, first);
        nextLoginIs("judy");
        assertThat(holder.get(returnOfLink(holder)).header("Location")).endsWith("done=linked");

        Browser browser = Browser.of(app, app.user());
        nextLoginIs("judy");
        Answer taken = browser.get(returnOfLink(browser));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body())
                .contains("id=\"error-identities\"")
                .contains("belongs to another account")
                .contains("Link an account at keycloak")
                .contains("<h1>My account</h1>");

        Answer refused = browser.get("/ui/account/link/keycloak/return?error=access_denied");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("id=\"error-identities\"").contains("access_denied");
    }

    @Test
    void a_link_is_begun_by_the_accounts_own_page_and_ended_for_that_account_in_that_browser() {
        User user = app.user();
        Browser browser = Browser.of(app, user);
        assertThat(browser.submit("/ui/account/link/keycloak", Map.of()).status())
                .as("without what the page repeats")
                .isEqualTo(403);
        assertThat(browser.post("/ui/account/link/nobody", Map.of()).status()).isEqualTo(404);

        String page = returnOfLink(browser);
        assertThat(app.send("GET", page, Map.of("Cookie", browser.cookie()), null)
                        .status())
                .as("another browser")
                .isEqualTo(400);
        String other = returnOfLink(browser);
        User second = app.user();
        browser.signIn(second.name(), second.password());
        assertThat(browser.get(other).status()).as("another account").isEqualTo(400);
        Browser fresh = new Browser(app);
        String signIn = returnOf(fresh.get("/ui/sign-in/with/keycloak"))
                .replace("/ui/sign-in/with/keycloak/return", "/ui/account/link/keycloak/return");
        String kept = fresh.cookie(SecretCookie.NAME).replaceAll("\\..*", "");
        assertThat(app.send("GET", signIn, Map.of("Cookie", browser.cookie() + "; " + kept), null)
                        .status())
                .as("begun to sign in")
                .isEqualTo(400);
        assertThat(app.get("/api/v1/identities", user.login()).body()).doesNotContain("oauth");
        assertThat(app.get("/api/v1/identities", second.login()).body()).doesNotContain("oauth");
    }

    @Test
    void an_account_that_asks_for_its_passkey_is_not_opened_by_a_provider_alone() {
        User user = app.user();
        Browser browser = Browser.of(app, user);
        nextLoginIs("kate");
        browser.get(returnOfLink(browser));
        SoftDevice device = new SoftDevice("https://admin.example.org", "admin.example.org");
        String proof = AdminApp.json("password", user.password());
        String challenge =
                app.post("/api/v1/passkeys/options", user.login(), proof).text("challenge");
        String passkey = JsonMapper.shared().writeValueAsString(device.register(challenge, "phone"));
        app.post("/api/v1/passkeys", user.login(), passkey);
        assertThat(app.put("/api/v1/account/second-factor", user.login(), proof).status())
                .isEqualTo(200);

        assertThat(browser.post("/ui/account/link/keycloak", Map.of()).status())
                .as("a link without a proof")
                .isEqualTo(403);
        nextLoginIs("kate");
        Browser half = new Browser(app);
        Answer answer = half.get(returnOf(half.get("/ui/sign-in/with/keycloak?next=%2Fui%2Facls")));
        assertThat(answer.header("Location")).endsWith("/ui/sign-in/second?next=%2Fui%2Facls");
        assertThat(half.cookie()).isEmpty();
        nextLoginIs("kate");
        Answer byApi = new OAuthBrowser(app).logIn("keycloak");
        assertThat(byApi.status()).isEqualTo(403);
        assertThat(byApi.body()).contains("passkey").doesNotContain("access_token");
    }

    private static void nextLoginIs(String subject) {
        PROVIDER.enqueueCallback(
                new DefaultOAuth2TokenCallback("realm", subject, "JWT", List.of("scopegate"), Map.of(), 60));
    }

    private static String accountBySignIn(String subject) {
        nextLoginIs(subject);
        Answer opened = new OAuthBrowser(app).logIn("keycloak");
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        return AdminApp.accountOf(opened.text("access_token"));
    }

    private static String returnOfLink(Browser browser) {
        Answer page = browser.post("/ui/account/link/keycloak", Map.of());
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        Matcher there = THERE.matcher(page.body());
        assertThat(there.find()).isTrue();
        return back(there.group(1).replace("&amp;", "&"));
    }

    private static String returnOf(Answer begun) {
        return back(begun.header("Location"));
    }

    /** The provider's page says yes at once. */
    private static String back(String there) {
        URI back = URI.create(app.send("GET", there, Map.of(), null).header("Location"));
        assertThat(back.getHost()).isEqualTo("admin.example.org");
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    @Test
    void a_refusal_of_the_provider_is_said_on_the_sign_in_page() {
        Answer answer = app.send("GET", "/ui/sign-in/with/keycloak/return?error=access_denied", Map.of(), null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("access_denied").contains("Sign in");
        assertThat(app.send("GET", "/ui/sign-in/with/nobody", Map.of(), null).status())
                .isEqualTo(404);
    }

    private static Map<String, String> cookie(Answer begun) {
        String header = begun.header("Set-Cookie");
        return Map.of("Cookie", header.substring(0, header.indexOf(';')));
    }
}
