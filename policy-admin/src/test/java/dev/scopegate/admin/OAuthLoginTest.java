package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.store.RedisServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins at a real OpenID Connect provider. */
class OAuthLoginTest {

    private static final MockOAuth2Server PROVIDER = new MockOAuth2Server();
    private static final RedisServer REDIS = RedisServer.start();
    private static final AdminApp APP = start();

    private final OAuthBrowser browser = new OAuthBrowser(APP);

    private static AdminApp start() {
        PROVIDER.start();
        return AdminApp.start(
                REDIS.uri(),
                "--scopegate.accounts.first-sight.oauth=* /api/v1/**",
                "--scopegate.external-urls=https://api.example.org",
                "--scopegate.oauth.providers.keycloak.client-id=scopegate",
                "--scopegate.oauth.providers.keycloak.client-secret=a secret of ours",
                "--scopegate.oauth.providers.keycloak.issuer=" + PROVIDER.issuerUrl("realm"));
    }

    @AfterAll
    static void stop() {
        APP.close();
        REDIS.close();
        PROVIDER.shutdown();
    }

    private static void nextLoginIs(String subject, Map<String, Object> claims, long lifetime) {
        PROVIDER.enqueueCallback(
                new DefaultOAuth2TokenCallback("realm", subject, "JWT", List.of("scopegate"), claims, lifetime));
    }

    private static String account(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return AdminApp.accountOf(answer.text("access_token"));
    }

    private static void isRefused(Answer answer, int status, String text) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("detail")).contains(text);
    }

    @Test
    void who_logs_in_at_the_provider_is_logged_in_here() {
        nextLoginIs("ann", Map.of(), 60);
        Answer answer = browser.logIn("keycloak");

        assertThat(account(answer)).isNotEmpty();
        assertThat(answer.text("token_type")).isEqualTo("bearer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(APP.get("/api/v1/auth", answer.text("access_token")).status())
                .isEqualTo(200);
    }

    @Test
    void the_same_person_has_the_same_account_and_another_person_another() {
        nextLoginIs("ben", Map.of(), 60);
        String first = account(browser.logIn("keycloak"));
        nextLoginIs("ben", Map.of(), 60);
        String again = account(new OAuthBrowser(APP).logIn("keycloak"));
        nextLoginIs("cleo", Map.of(), 60);
        String other = account(browser.logIn("keycloak"));

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void a_page_may_send_the_code_itself() {
        nextLoginIs("dora", Map.of(), 60);
        Map<String, String> back = OAuthBrowser.query(browser.visit("keycloak"));

        assertThat(account(browser.post("keycloak", json("code", back.get("code"), "state", back.get("state")))))
                .isNotEmpty();
    }

    /** An address that somebody else could have, or could have had: it opens no account that is there. */
    @Test
    void a_verified_email_address_leads_to_no_other_account() {
        String email = "eve@example.org";
        Answer registered = APP.post(
                "/api/v1/auth/register", null, json("username", "eve", "password", "a long password", "email", email));
        nextLoginIs("eve", Map.of("email", email, "email_verified", true), 60);

        assertThat(account(browser.logIn("keycloak")))
                .isNotEqualTo(AdminApp.accountOf(registered.text("access_token")));
    }

    @Test
    void the_browser_is_sent_with_pkce_state_and_nonce_and_with_our_own_address() {
        Answer begun = browser.begin("keycloak");
        Map<String, String> sent = OAuthBrowser.query(URI.create(begun.header("Location")));

        assertThat(sent).containsKeys("state", "nonce", "code_challenge").containsEntry("response_type", "code");
        assertThat(sent)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "https://api.example.org/api/v1/auth/keycloak/token")
                .containsEntry("scope", "openid");
        assertThat(begun.header("Set-Cookie"))
                .startsWith("scopegate_oauth=")
                .contains("Path=/api/v1/auth;", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=600");
        assertThat(begun.header("Location")).doesNotContain("verifier", "secret");
    }

    @Test
    void its_cookie_reaches_the_address_where_an_identity_is_linked() {
        nextLoginIs("gail", Map.of(), 60);
        Answer begun = browser.begin("keycloak");
        String cookie = begun.response().headers().allValues("Set-Cookie").stream()
                .filter(set -> set.contains("Path=/api/v1/identities;"))
                .findFirst()
                .orElseThrow();
        URI back = URI.create(
                APP.send("GET", begun.header("Location"), Map.of(), null).header("Location"));
        Map<String, String> query = OAuthBrowser.query(back);
        AdminApp.User user = APP.user();
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + user.login(), "Cookie", cookie.substring(0, cookie.indexOf(';')));
        String proof =
                json("type", "oauth", "provider", "keycloak", "code", query.get("code"), "state", query.get("state"));

        Answer linked = APP.send("POST", "/api/v1/identities", headers, proof);

        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        nextLoginIs("gail", Map.of(), 60);
        assertThat(account(browser.logIn("keycloak"))).isEqualTo(user.account());
    }

    @Test
    void the_provider_gets_the_verifier_and_the_client_secret() throws InterruptedException {
        nextLoginIs("finn", Map.of(), 60);
        account(browser.logIn("keycloak"));

        RecordedRequest request = PROVIDER.takeRequest();
        String body = request.getBody().readUtf8();
        while (!body.contains("code_verifier=")) {
            request = PROVIDER.takeRequest();
            body = request.getBody().readUtf8();
        }
        assertThat(body).contains("grant_type=authorization_code", "code_verifier=");
        assertThat(request.getHeader("Authorization")).startsWith("Basic ");
    }

    @Test
    void an_answer_is_good_once() {
        nextLoginIs("gus", Map.of(), 60);
        URI back = browser.visit("keycloak");
        account(browser.follow(back));

        isRefused(browser.follow(back), 401, "used up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scopegate_oauth=", "scopegate_oauth=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void another_browser_cannot_end_the_login(String cookie) {
        URI back = browser.visit("keycloak");

        isRefused(new OAuthBrowser(APP).with(cookie).follow(back), 401, "of another browser");
    }

    @Test
    void a_state_that_was_never_given_is_refused() {
        browser.visit("keycloak");

        isRefused(browser.post("keycloak", json("code", "a", "state", "made-up")), 401, "unknown");
        isRefused(browser.post("keycloak", json("code", "a")), 400, "'state' is required");
        isRefused(browser.post("keycloak", json("code", "a".repeat(5_000), "state", "b")), 400, "4096");
        isRefused(APP.get("/api/v1/auth/keycloak/token", null), 400, "'code' is required");
    }

    @Test
    void an_id_token_of_another_login_is_refused() {
        nextLoginIs("hal", Map.of("nonce", "another"), 60);
        isRefused(browser.logIn("keycloak"), 401, "does not check out");
    }

    @Test
    void an_id_token_that_has_ended_is_refused() {
        nextLoginIs("ida", Map.of(), -3_600);
        isRefused(browser.logIn("keycloak"), 401, "does not check out");
    }

    @Test
    void an_id_token_for_another_client_is_refused() {
        PROVIDER.enqueueCallback(
                new DefaultOAuth2TokenCallback("realm", "jo", "JWT", List.of("another"), Map.of("aud", "another"), 60));
        isRefused(browser.logIn("keycloak"), 401, "does not check out");
    }

    @Test
    void an_id_token_of_another_issuer_is_refused() {
        nextLoginIs("kim", Map.of("iss", "https://elsewhere.example.org"), 60);
        isRefused(browser.logIn("keycloak"), 401, "does not check out");
    }

    @Test
    void a_refusal_at_the_provider_is_one_here() {
        isRefused(APP.get("/api/v1/auth/keycloak/token?error=access_denied", null), 401, "access_denied");
        isRefused(APP.get("/api/v1/auth/keycloak/token?error=%3Cb%3E", null), 401, "an error");
    }

    @Test
    void an_unknown_provider_is_not_found_and_other_addresses_stay_as_they_are() {
        isRefused(APP.get("/api/v1/auth/nowhere", null), 404, "no login provider");
        isRefused(APP.get("/api/v1/auth/nowhere/token?error=x", null), 404, "no login provider");
        isRefused(APP.post("/api/v1/auth/nowhere/token", null, json("code", "a", "state", "b")), 404, "no login");
        assertThat(APP.get("/api/v1/auth/acls", null).status()).isEqualTo(401);
        assertThat(APP.get("/api/v1/auth/acls", AdminApp.ADMIN_TOKEN).status()).isEqualTo(200);
    }

    @Test
    void a_locked_account_is_not_logged_in() {
        nextLoginIs("lea", Map.of(), 60);
        String account = account(browser.logIn("keycloak"));
        Answer locked = APP.send(
                "PATCH",
                "/api/v1/accounts/" + account,
                Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN),
                json("locked", true));
        assertThat(locked.status()).as(locked.body()).isLessThan(300);

        nextLoginIs("lea", Map.of(), 60);
        isRefused(browser.logIn("keycloak"), 401, "");
    }
}
