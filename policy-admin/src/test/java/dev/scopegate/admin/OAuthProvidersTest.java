package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.accounts.IdentityProof;
import dev.scopegate.admin.accounts.IdentityProof.ProofContext;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.oauth.OAuthProof;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.store.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Providers without ID tokens, providers that are down, and installations that let nobody in. */
class OAuthProvidersTest {

    private static final GithubLike PROVIDER = new GithubLike();
    private static final RedisServer REDIS = RedisServer.start();
    private static final String OPEN = "--scopegate.accounts.first-sight.oauth=* /api/v1/**";
    private static final AdminApp APP = AdminApp.start(
            REDIS.uri(),
            Stream.concat(
                            Stream.of(
                                    OPEN,
                                    "--scopegate.oauth.providers.github.client-id=scopegate",
                                    "--scopegate.oauth.providers.google.client-id=scopegate",
                                    "--scopegate.oauth.providers.down.client-id=scopegate",
                                    "--scopegate.oauth.providers.down.issuer=http://127.0.0.1:9"),
                            Stream.of(PROVIDER.settings("forge")))
                    .toArray(String[]::new));

    private final OAuthBrowser browser = new OAuthBrowser(APP);

    @AfterEach
    void reset() {
        PROVIDER.tokenStatus(200);
        PROVIDER.user("{\"id\":583231,\"login\":\"octocat\"}");
    }

    @AfterAll
    static void stop() {
        APP.close();
        REDIS.close();
        PROVIDER.close();
    }

    private static String account(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return AdminApp.accountOf(answer.text("access_token"));
    }

    private static void isRefused(Answer answer, int status, String text) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("detail")).contains(text).doesNotContain("xception");
    }

    @Test
    void without_id_tokens_a_person_is_the_id_in_user_info_and_no_name_that_can_change() {
        String first = account(browser.logIn("forge"));
        PROVIDER.user("{\"id\":583231,\"login\":\"renamed\"}");
        String renamed = account(browser.logIn("forge"));
        PROVIDER.user("{\"id\":583232,\"login\":\"octocat\"}");
        String other = account(browser.logIn("forge"));

        assertThat(renamed).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void user_info_that_names_nobody_logs_nobody_in() {
        for (String user : new String[] {"{\"login\":\"octocat\"}", "{\"id\":\"\"}", "{\"id\":{}}", "{\"id\":null}"}) {
            PROVIDER.user(user);
            assertThat(browser.logIn("forge").status()).as(user).isEqualTo(401);
        }
    }

    /** As the owner of an account proves it, to link it: with the cookie of the browser that began. */
    @Test
    void a_login_may_end_as_a_proof_of_an_identity_in_the_same_browser() {
        IdentityProof proof = APP.bean(OAuthProof.class);
        assertThat(proof.type()).isEqualTo("oauth");

        Body body = proofBody();
        assertThat(proof.prove(body, new ProofContext(caller(), browser.cookies())))
                .isEqualTo(new Identity("oauth", "forge:583231"));
        assertThatThrownBy(() -> proof.prove(body, new ProofContext(caller(), browser.cookies())))
                .hasMessageContaining("used up");
        Body other = proofBody();
        assertThatThrownBy(() -> proof.prove(other, new ProofContext(caller(), Map.of())))
                .hasMessageContaining("of another browser");
    }

    private Body proofBody() {
        Map<String, String> back = OAuthBrowser.query(browser.visit("forge"));
        return Body.parse(json("provider", "forge", "code", back.get("code"), "state", back.get("state"))
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Caller caller() {
        Lineage lineage =
                APP.bean(Authenticator.class).resolve(APP.user().login()).orElseThrow();
        return new Caller(
                Objects.requireNonNull(lineage.account()),
                lineage,
                APP.bean(GrantCompiler.class).compile(lineage),
                new Origin("127.0.0.1"));
    }

    @Test
    void the_addresses_of_google_and_github_are_known() {
        assertThat(browser.begin("github").header("Location")).startsWith("https://github.com/login/oauth/authorize?");
        assertThat(browser.begin("google").header("Location"))
                .startsWith("https://accounts.google.com/o/oauth2/v2/auth?")
                .contains("scope=openid&");
    }

    @Test
    void a_provider_that_is_down_is_503() {
        Answer answer = browser.begin("down");

        isRefused(answer, 503, "The login at down cannot be done now.");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void a_provider_that_fails_or_sends_elsewhere_is_503() {
        for (int status : new int[] {500, 302}) {
            PROVIDER.tokenStatus(status);
            isRefused(browser.logIn("forge"), 503, "cannot be done now");
        }
        PROVIDER.user("no JSON");
        PROVIDER.tokenStatus(200);
        isRefused(browser.logIn("forge"), 503, "cannot be done now");
    }

    @Test
    void an_issuer_is_asked_again_after_it_was_down() {
        MockOAuth2Server late = new MockOAuth2Server();
        int port = freePort();
        try (AdminApp app = AdminApp.start(
                REDIS.uri(),
                OPEN,
                "--scopegate.oauth.providers.late.client-id=scopegate",
                "--scopegate.oauth.providers.late.issuer=http://127.0.0.1:" + port + "/realm")) {
            OAuthBrowser other = new OAuthBrowser(app);
            assertThat(other.begin("late").status()).isEqualTo(503);

            late.start(InetAddress.getLoopbackAddress(), port);
            assertThat(app.send("GET", "http://127.0.0.1:" + port + "/realm/jwks", Map.of(), null)
                            .status())
                    .isEqualTo(200);

            account(other.logIn("late"));
        } finally {
            late.shutdown();
        }
    }

    @Test
    void where_the_scheme_opens_no_accounts_nobody_new_gets_in() {
        try (RedisServer redis = RedisServer.start();
                AdminApp app = AdminApp.start(redis.uri(), PROVIDER.settings("forge"))) {
            isRefused(new OAuthBrowser(app).logIn("forge"), 401, "There is no account for this identity.");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
