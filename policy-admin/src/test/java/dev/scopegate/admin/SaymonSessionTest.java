package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static dev.scopegate.admin.SaymonUsers.CURRENT;
import static dev.scopegate.admin.SaymonUsers.SESSION;
import static dev.scopegate.admin.SaymonUsers.SESSION_EXPIRED;
import static dev.scopegate.admin.SaymonUsers.UUID_4;
import static dev.scopegate.admin.SaymonUsers.WRONG_PASSWORD;
import static dev.scopegate.admin.SaymonUsers.login;
import static dev.scopegate.admin.SaymonUsers.session;
import static dev.scopegate.admin.SaymonUsers.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.SaymonUsers.Login;
import dev.scopegate.admin.SaymonUsers.Session;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.RedisServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaymonSessionTest {

    private final AdminApp app = AdminApp.shared();
    private final Login user = login(app);
    private final Login manager = login(app, Account.MANAGE_USERS);

    private String token(Login of) {
        return app.send("POST", tokens(of), manager.basic(), null).json().asString();
    }

    private Answer current(String token) {
        return app.get(CURRENT + "?api-token=" + token, null);
    }

    @Test
    void a_session_is_kept_in_a_cookie_that_no_script_reads() {
        Session session = session(app, user);

        assertThat(session.opened().body()).matches(UUID_4);
        assertThat(session.cookie("sid"))
                .startsWith("sid=" + session.id() + ";")
                .contains("Path=/node/api;", "HttpOnly", "SameSite=Strict", "Max-Age=86400")
                .doesNotContain("Secure");
        assertThat(session.cookie("csrf"))
                .contains("Path=/;", "SameSite=Strict")
                .doesNotContain("HttpOnly", session.id());
        Answer current = app.send("GET", CURRENT, session.headers(), null);
        assertThat(current.text("login")).isEqualTo(user.name());
    }

    @Test
    void a_session_over_https_stays_on_https() {
        Answer opened = app.send(
                "POST",
                SESSION,
                Map.of("Origin", "https://saymon.example", "Sec-Fetch-Site", "same-origin"),
                json("login", user.name(), "password", user.password()));

        assertThat(new Session(opened).cookie("sid")).contains("Secure");
        assertThat(new Session(opened).cookie("csrf")).contains("Secure");
    }

    @Test
    void a_session_is_opened_by_the_right_password_alone() {
        Answer wrong = app.post(SESSION, null, json("login", user.name(), "password", "wrong password"));
        assertThat(wrong.toString()).isEqualTo(WRONG_PASSWORD);
        assertThat(wrong.header("WWW-Authenticate")).isEmpty();
        assertThat(app.post(SESSION, null, json("login", user.name())).status()).isEqualTo(400);
        assertThat(app.post(SESSION, null, "nonsense").text("code")).isEqualTo("BadRequest");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Origin, https://evil.example, 403",
        "Origin, null, 403",
        "Origin, http://localhost:8080, 200",
    })
    void a_session_is_opened_by_the_own_pages_alone(String header, String value, int status) {
        assertThat(opened(header, value).status()).isEqualTo(status);
    }

    @Test
    void the_pages_and_the_host_that_was_called_are_own_ones_too() {
        assertThat(opened("Origin", app.bean(PagesUrl.class).url()).status()).isEqualTo(200);
        assertThat(opened("Origin", app.base()).status()).isEqualTo(200);
    }

    private Answer opened(String header, String value) {
        return app.send(
                "POST", SESSION, Map.of(header, value), json("login", user.name(), "password", user.password()));
    }

    @Test
    void a_session_writes_only_with_the_header_that_its_page_can_send() {
        Session session = session(app, manager);
        Session other = session(app, manager);

        assertThat(app.send("POST", tokens(user), session.headers(), null).status())
                .isEqualTo(403);
        assertThat(app.send("POST", tokens(user), session.headers("X-CSRF-Token", ""), null)
                        .status())
                .isEqualTo(403);
        assertThat(app.send("POST", tokens(user), session.headers("X-CSRF-Token", other.csrf()), null)
                        .status())
                .isEqualTo(403);
        assertThat(app.send("DELETE", SESSION, session.headers(), null).status())
                .isEqualTo(403);
        assertThat(app.send("POST", tokens(user), session.headers("X-CSRF-Token", session.csrf()), null)
                        .body())
                .matches(UUID_4);
    }

    @Test
    void a_session_beside_another_credential_is_refused() {
        Map<String, String> both = session(app, user).headers("Authorization", user.authorization(user.password()));

        assertThat(app.send("GET", CURRENT, both, null).status()).isEqualTo(400);
        assertThat(app.send(
                                "GET",
                                CURRENT + "?api-token=" + token(user),
                                session(app, user).headers(),
                                null)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_session_that_was_closed_is_over() {
        Session session = session(app, user);

        Answer closed = app.send("DELETE", SESSION, session.headers("X-CSRF-Token", session.csrf()), null);

        assertThat(closed.toString()).isEqualTo("200 ");
        assertThat(new Session(closed).cookie("sid")).startsWith("sid=;").contains("Max-Age=0");
        assertThat(app.send("GET", CURRENT, session.headers(), null).toString()).isEqualTo(SESSION_EXPIRED);
    }

    @Test
    void what_is_no_session_cannot_be_closed_as_one() {
        String token = token(user);

        assertThat(app.send("DELETE", SESSION, user.basic(), null).status()).isEqualTo(400);
        assertThat(app.send("DELETE", SESSION + "?api-token=" + token, Map.of(), null)
                        .status())
                .isEqualTo(400);
        assertThat(current(token).status()).isEqualTo(200);
    }

    @Test
    void a_new_password_ends_the_sessions_and_leaves_the_token() {
        Session session = session(app, user);
        String token = token(user);
        String login = app.post("/api/v1/auth", null, json("username", user.name(), "password", user.password()))
                .text("access_token");

        app.put(
                "/api/v1/auth/update-password",
                login,
                json("old_password", user.password(), "new_password", "another password"));

        assertThat(app.send("GET", CURRENT, session.headers(), null).toString()).isEqualTo(SESSION_EXPIRED);
        assertThat(current(token).status()).isEqualTo(200);
    }

    @Test
    void a_session_ends_by_itself() throws InterruptedException {
        try (RedisServer redis = RedisServer.start();
                AdminApp brief = AdminApp.start(redis.uri(), "--scopegate.accounts.login-lifetime=1s")) {
            Session session = session(brief, login(brief));
            Thread.sleep(1_200);

            assertThat(brief.send("GET", CURRENT, session.headers(), null).toString())
                    .isEqualTo(SESSION_EXPIRED);
        }
    }
}
