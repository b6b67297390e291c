package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.SoftDevice;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Logins that came to nothing, as the account's owner sees them in the audit log. */
class LoginTrailTest {

    private static final AdminApp APP = AdminApp.shared();

    private final User user = APP.user();

    private List<JsonNode> entries() {
        Answer answer = APP.get("/api/v1/audit?action=account.login", user.login());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("entries").valueStream().toList();
    }

    private List<String> actions() {
        return entries().stream().map(entry -> entry.get("action").asString()).toList();
    }

    @Test
    void a_wrong_password_is_seen_by_the_account_that_it_was_tried_on() {
        new Browser(APP).signIn(user.name(), "a wrong guess");

        JsonNode entry = entries().getFirst();
        assertThat(entry.get("action").asString()).isEqualTo("account.login.refused.password");
        assertThat(entry.get("subject").asString()).isEqualTo("account:" + user.account());
        assertThat(entry.get("actor").asString()).isEqualTo("unknown");
        assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(entry.toString()).doesNotContain("a wrong guess");
    }

    @Test
    void half_a_sign_in_and_a_refused_passkey_are_seen_too() {
        SoftDevice device = SecondStepTest.demandPasskeyOf(user);
        Browser browser = new Browser(APP);
        browser.signIn(user.name(), user.password());
        assertThat(actions().getFirst()).isEqualTo("account.login.halfway");

        Map<String, Object> signed = device.sign("not what was asked", user.account());
        Answer refused = SecondStepTest.answer(browser.cookie(SecondStepTest.HALF), signed);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        JsonNode entry = entries().getFirst();
        assertThat(entry.get("action").asString()).isEqualTo("account.login.refused.passkey");
        assertThat(entry.get("actor").asString()).isEqualTo(user.account());
        assertThat(entry.get("address").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void a_login_by_the_api_that_lacks_the_passkey_is_seen_too() {
        SecondStepTest.demandPasskeyOf(user);
        String body = AdminApp.json("username", user.name(), "password", user.password());
        assertThat(APP.post("/api/v1/auth", null, body).status()).isEqualTo(403);
        assertThat(actions().getFirst()).isEqualTo("account.login.halfway");
    }

    @Test
    void another_account_sees_nothing_of_it() {
        new Browser(APP).signIn(user.name(), "a wrong guess");
        Answer others =
                APP.get("/api/v1/audit?action=account.login.refused", APP.user().login());
        assertThat(others.status()).isEqualTo(200);
        assertThat(others.json().get("entries")).isEmpty();
    }
}
