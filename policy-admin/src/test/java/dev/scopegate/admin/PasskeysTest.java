package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.web.Browser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PasskeysTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final String KEYS = "/api/v1/passkeys";

    private final User user = APP.user();
    private final String origin = APP.bean(PagesUrl.class).url();
    private final SoftDevice device = new SoftDevice(origin, "localhost");

    @Test
    void a_passkey_logs_in_on_its_own() {
        assertThat(register(device, "my phone").status()).isEqualTo(201);
        Answer opened = signIn(device.sign(signInChallenge(), user.account()));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        String login = opened.text("access_token");
        assertThat(AdminApp.accountOf(login)).isEqualTo(user.account());
        Answer list = APP.get(KEYS, login);
        assertThat(list.json().get("passkeys").get(0).get("name").asString()).isEqualTo("my phone");
        assertThat(list.json().get("passkeys").get(0).get("lastUsed").isNull()).isFalse();
        assertThat(APP.get("/api/v1/audit?action=passkey", login).body())
                .contains("passkey.add")
                .contains("passkey.use");
    }

    @Test
    void an_answer_is_good_once_and_for_its_own_challenge() {
        register(device, "phone");
        Map<String, Object> signed = device.sign(signInChallenge(), user.account());
        assertThat(signIn(signed).status()).isEqualTo(200);
        assertThat(signIn(signed).status()).isEqualTo(400);
        assertThat(signIn(device.sign("bm90IGEgY2hhbGxlbmdlIG9mIG91cnM", user.account()))
                        .status())
                .isEqualTo(400);
        assertThat(signIn(device.sign(registrationChallenge(), user.account())).status())
                .isEqualTo(400);
    }

    @Test
    void a_copy_of_a_key_is_told_by_its_count() {
        register(device, "phone");
        assertThat(signIn(device.sign(signInChallenge(), user.account())).status())
                .isEqualTo(200);
        assertThat(signIn(device.sign(signInChallenge(), user.account())).status())
                .isEqualTo(200);
        assertThat(signIn(device.copied().sign(signInChallenge(), user.account()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void another_place_an_unknown_key_and_a_device_that_asks_nobody_open_nothing() {
        register(device, "phone");
        assertThat(signIn(new SoftDevice(origin, "localhost").sign(signInChallenge(), user.account()))
                        .status())
                .isEqualTo(400);
        assertThat(signIn(device.sign(signInChallenge(), APP.user().account())).status())
                .isEqualTo(400);
        assertThat(signIn(device.unverified().sign(signInChallenge(), user.account()))
                        .status())
                .isEqualTo(400);
        assertThat(register(new SoftDevice("https://evil.example", "localhost"), "x")
                        .status())
                .isEqualTo(400);
        assertThat(register(new SoftDevice(origin, "evil.example"), "x").status())
                .isEqualTo(400);
        assertThat(register(new SoftDevice(origin, "localhost").unverified(), "x")
                        .status())
                .isEqualTo(400);
        assertThat(APP.get(KEYS, user.login()).json().get("passkeys")).hasSize(1);
    }

    @Test
    void a_refused_passkey_is_seen_by_the_account_that_holds_it_and_by_no_other() {
        register(device, "phone");
        User other = APP.user();
        signIn(device.unverified().sign(signInChallenge(), user.account()));
        signIn(device.sign("bm90IGEgY2hhbGxlbmdlIG9mIG91cnM", user.account()));
        signIn(device.sign(signInChallenge(), other.account()));
        signIn(new SoftDevice(origin, "localhost").sign(signInChallenge(), user.account()));

        JsonNode entries = refusedPasskeys(user);
        assertThat(entries).hasSize(3);
        assertThat(entries.get(0).get("actor").asString()).isEqualTo("unknown");
        assertThat(entries.get(0).get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(refusedPasskeys(other)).isEmpty();
    }

    private static JsonNode refusedPasskeys(User whose) {
        Answer answer = APP.get("/api/v1/audit?action=account.login.refused.passkey", whose.login());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("entries");
    }

    @Test
    void nobody_registers_a_key_under_a_challenge_of_somebody_else_or_twice() {
        String challenge = registrationChallenge(APP.user());
        assertThat(post(KEYS, user.login(), device.register(challenge, "x")).status())
                .isEqualTo(400);
        register(device, "phone");
        User other = APP.user();
        String second = registrationChallenge(other);
        assertThat(post(KEYS, other.login(), device.register(second, "x")).status())
                .isEqualTo(409);
        assertThat(post(KEYS, user.login(), device.register(registrationChallenge(), " "))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_removed_key_opens_nothing_and_its_logins_end() {
        register(device, "phone");
        String login = signIn(device.sign(signInChallenge(), user.account())).text("access_token");
        assertThat(APP.delete(KEYS + "/" + device.id(), APP.user().login()).status())
                .isEqualTo(404);
        Map<String, String> owner = Map.of("Authorization", "Bearer " + user.login());
        assertThat(APP.send("DELETE", KEYS + "/" + device.id(), owner, password(user))
                        .status())
                .isEqualTo(200);
        assertThat(APP.get(KEYS, login).status()).isEqualTo(401);
        assertThat(signIn(device.sign(signInChallenge(), user.account())).status())
                .isEqualTo(400);
        assertThat(register(device, "again").status()).isEqualTo(201);
    }

    @Test
    void a_locked_account_is_not_opened_by_its_key() {
        register(device, "phone");
        APP.send(
                "PATCH",
                "/api/v1/accounts/" + user.account(),
                Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN),
                "{\"locked\":true}");
        assertThat(signIn(device.sign(signInChallenge(), user.account())).status())
                .isEqualTo(401);
    }

    @Test
    void the_page_lists_keys_by_name_and_opens_a_session() {
        register(device, "<b>phone");
        Browser browser = Browser.of(APP, user);
        assertThat(browser.get("/ui/account").body())
                .contains("&lt;b&gt;phone")
                .doesNotContain("<b>phone")
                .contains("/ui/account/unlink?identity=passkey");
        Answer begun = APP.post("/ui/sign-in/passkey/options", null, "{}");
        Map<String, Object> signed = device.sign(challenge(begun), user.account());
        signed.put("next", "//evil.example");
        Answer opened = post("/ui/sign-in/passkey", null, signed);
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        assertThat(opened.text("next")).isEqualTo("/ui");
        assertThat(opened.header("Set-Cookie"))
                .startsWith("scopegate-session=ey")
                .contains("HttpOnly");
    }

    private Answer register(SoftDevice which, String name) {
        return post(KEYS, user.login(), which.register(registrationChallenge(), name));
    }

    private String registrationChallenge() {
        return registrationChallenge(user);
    }

    private static String registrationChallenge(User who) {
        return challenge(APP.post(KEYS + "/options", who.login(), password(who)));
    }

    private static String password(User of) {
        return AdminApp.json("password", of.password());
    }

    private static String signInChallenge() {
        return challenge(APP.post(KEYS + "/sign-in/options", null, null));
    }

    private static Answer signIn(Map<String, Object> signed) {
        return post(KEYS + "/sign-in", null, signed);
    }

    private static String challenge(Answer options) {
        assertThat(options.status()).as(options.body()).isEqualTo(200);
        return options.text("challenge");
    }

    private static Answer post(String path, @org.jspecify.annotations.Nullable String login, Map<String, Object> body) {
        return APP.post(path, login, JsonMapper.shared().writeValueAsString(body));
    }
}
