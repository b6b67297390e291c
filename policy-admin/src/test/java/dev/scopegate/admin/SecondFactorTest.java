package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.SaymonUsers.Login;
import dev.scopegate.admin.http.PagesUrl;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** An account that asks for its passkey, in the APIs: nothing less opens it, and nothing less makes it ask no more. */
class SecondFactorTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final String KEYS = "/api/v1/passkeys";
    private static final String SECOND = "/api/v1/account/second-factor";
    private static final Map<String, String> ADMIN = Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN);

    private final User user = APP.user();
    private final SoftDevice device = new SoftDevice(APP.bean(PagesUrl.class).url(), "localhost");

    @BeforeEach
    void demand() {
        register(user.login(), device, password(user));
        assertThat(APP.put(SECOND, user.login(), password(user)).status()).isEqualTo(200);
    }

    @Test
    void it_is_shown_and_audited_and_needs_a_passkey_to_begin_with() {
        assertThat(APP.get("/api/v1/account", user.login()).body()).contains("\"secondFactor\":true");
        Answer audit = APP.get("/api/v1/audit?action=account.second-factor", user.login());
        assertThat(audit.body()).contains("secondFactor\\\":false").contains("secondFactor\\\":true");
        User bare = APP.user();
        Answer refused = APP.put(SECOND, bare.login(), null);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("no_passkey");
        assertThat(APP.get("/api/v1/account", bare.login()).body()).contains("\"secondFactor\":false");
    }

    @Test
    void a_right_password_alone_opens_nothing_and_a_wrong_one_is_told_nothing() {
        Answer refused = logIn(user.password());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("detail")).contains("passkey");
        assertThat(refused.body()).doesNotContain("access_token");
        Answer wrong = logIn("a wrong password");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).doesNotContain("passkey");

        assertThat(signIn().status()).isEqualTo(200);
    }

    @Test
    void a_locked_account_is_refused_as_any_other_that_is_locked() {
        APP.send("PATCH", "/api/v1/accounts/" + user.account(), ADMIN, "{\"locked\":true}");
        User plain = APP.user();
        APP.send("PATCH", "/api/v1/accounts/" + plain.account(), ADMIN, "{\"locked\":true}");
        Answer other = APP.post("/api/v1/auth", null, json("username", plain.name(), "password", plain.password()));

        assertThat(logIn(user.password()).toString())
                .isEqualTo(other.toString())
                .startsWith("401");
    }

    @Test
    void neither_a_user_id_nor_a_linked_key_is_a_way_around_it() {
        String userId = APP.get("/api/v1/auth", user.login()).text("id");
        NostrKey nostr = new NostrKey();
        Map<String, Object> linked = new HashMap<>(Map.of("type", "nostr"));
        linked.put("nostr_event", nostr.event("http://127.0.0.1:8080/api/v1/identities"));
        assertThat(post("/api/v1/identities", user.login(), linked).text("code"))
                .isEqualTo("proof_required");
        linked.put("proof", Map.of("password", user.password()));
        assertThat(post("/api/v1/identities", user.login(), linked).status()).isEqualTo(201);

        Answer byUserId = APP.post("/api/v1/auth/usr", null, json("usr", userId));
        assertThat(byUserId.status()).as(byUserId.body()).isEqualTo(403);
        assertThat(byUserId.text("detail")).contains("passkey");
        Answer byKey = post(
                "/api/v1/auth/nostr",
                null,
                Map.of("nostr_event", nostr.event("http://127.0.0.1:8080/api/v1/auth/nostr")));
        assertThat(byKey.status()).as(byKey.body()).isEqualTo(403);
        assertThat(byKey.text("detail")).contains("passkey");
    }

    @Test
    void a_password_that_comes_with_a_call_is_refused_in_the_words_of_its_api() {
        Login saymon = SaymonUsers.login(APP, "manage-users");
        String login = APP.post("/api/v1/auth", null, json("username", saymon.name(), "password", saymon.password()))
                .text("access_token");
        SoftDevice own = new SoftDevice(APP.bean(PagesUrl.class).url(), "localhost");
        String proof = json("password", saymon.password());
        register(login, own, proof);
        assertThat(APP.put(SECOND, login, proof).status()).isEqualTo(200);

        String tokens = "/node/api/users/" + user.account() + "/auth-token";
        Answer minted = APP.send("POST", tokens, saymon.basic(), null);
        assertThat(minted.status()).isEqualTo(403);
        assertThat(minted.text("code")).isEqualTo("Forbidden");
        assertThat(minted.text("message")).contains("passkey");
        assertThat(APP.send("GET", "/node/api/users/current", saymon.basic("wrong"), null)
                        .status())
                .isEqualTo(401);
        Answer opened =
                APP.post("/node/api/users/session", null, json("login", saymon.name(), "password", saymon.password()));
        assertThat(opened.status()).isEqualTo(403);
        assertThat(opened.response().headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void a_reset_by_the_api_changes_nothing_since_it_could_open_nothing() {
        String link = APP.send("POST", "/api/v1/accounts/" + user.account() + "/reset", ADMIN, null)
                .body();
        String key = link.replaceAll("(?s).*/ui/reset#([A-Za-z0-9_-]+).*", "$1");

        Answer refused = APP.put("/api/v1/auth/reset", null, json("reset_key", key, "password", "quite another one"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(logIn("quite another one").status()).isEqualTo(401);
        assertThat(APP.get("/api/v1/account", user.login()).status()).isEqualTo(200);
    }

    @Test
    void an_open_session_alone_does_not_switch_it_off() {
        assertThat(end("{}").text("code")).isEqualTo("proof_required");
        assertThat(end("{\"password\":\"wrong\"}").status()).isEqualTo(400);
        assertThat(logIn(user.password()).status()).isEqualTo(403);

        assertThat(end(json("password", user.password())).status()).isEqualTo(200);
        assertThat(logIn(user.password()).status()).isEqualTo(200);
    }

    @Test
    void a_passkey_switches_it_off_by_an_answer_that_was_asked_for_by_this_login_and_once() {
        User other = APP.user();
        String theirs = challenge(APP.post(SECOND + "/options", signIn().text("access_token"), null));
        assertThat(end(text(device.sign(theirs, user.account()))).status()).isEqualTo(400);
        String signInAnswer = challenge(APP.post(KEYS + "/sign-in/options", null, null));
        assertThat(end(text(device.sign(signInAnswer, user.account()))).status())
                .isEqualTo(400);
        SoftDevice stranger = new SoftDevice(APP.bean(PagesUrl.class).url(), "localhost");
        register(other.login(), stranger, password(other));
        assertThat(end(text(stranger.sign(proof(), other.account()))).status()).isEqualTo(400);
        assertThat(end(text(stranger.sign(proof(), user.account()))).status()).isEqualTo(400);
        String good = text(device.sign(proof(), user.account()));
        assertThat(end(good).status()).isEqualTo(200);
        APP.put(SECOND, user.login(), password(user));
        assertThat(end(good).status()).isEqualTo(400);
    }

    @Test
    void a_passkey_is_added_with_a_proof_and_the_last_one_stays() {
        assertThat(APP.post(KEYS + "/options", user.login(), null).text("code")).isEqualTo("proof_required");
        assertThat(APP.post(KEYS + "/options", user.login(), "{\"password\":\"wrong\"}")
                        .status())
                .isEqualTo(400);
        SoftDevice second = new SoftDevice(APP.bean(PagesUrl.class).url(), "localhost");
        register(user.login(), second, text(device.sign(proof(), user.account())));

        String proof = password(user);
        Answer removed = delete(KEYS + "/" + second.id(), user.login(), proof);
        assertThat(removed.status()).isEqualTo(200);
        Answer last = delete(KEYS + "/" + device.id(), user.login(), proof);
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.text("code")).isEqualTo("second_factor_in_use");
        String body = json("identity", "passkey:" + device.id(), "proof", Map.of("password", user.password()));
        Answer unlinked = delete("/api/v1/identities", user.login(), body);
        assertThat(unlinked.status()).isEqualTo(409);
        assertThat(signIn().status()).isEqualTo(200);
    }

    @Test
    void a_token_with_a_part_of_the_power_switches_nothing() {
        String token = APP.post(
                        "/api/v1/tokens",
                        user.login(),
                        "{\"capabilities\":[{\"capability\":\"scopegate:accountSecondFactorDemand\"},"
                                + "{\"capability\":\"scopegate:accountSecondFactorEnd\"},"
                                + "{\"capability\":\"scopegate:accountSecondFactorProve\"}]}")
                .text("token");
        assertThat(APP.put(SECOND, token, null).status()).isEqualTo(403);
        assertThat(delete(SECOND, token, json("password", user.password())).status())
                .isEqualTo(403);
        assertThat(APP.post(SECOND + "/options", token, null).status()).isEqualTo(403);
    }

    @Test
    void who_has_lost_the_device_is_let_in_by_those_who_manage_users_alone() {
        String path = "/api/v1/accounts/" + user.account() + "/second-factor";
        assertThat(APP.delete(path, APP.user().login()).status()).isEqualTo(403);
        assertThat(APP.delete(path, user.login()).status()).isEqualTo(403);
        assertThat(logIn(user.password()).status()).isEqualTo(403);

        assertThat(APP.delete(path, AdminApp.ADMIN_TOKEN).status()).isEqualTo(200);
        assertThat(logIn(user.password()).status()).isEqualTo(200);
    }

    private static String password(User of) {
        return json("password", of.password());
    }

    private Answer logIn(String password) {
        return APP.post("/api/v1/auth", null, json("username", user.name(), "password", password));
    }

    private Answer signIn() {
        String challenge = challenge(APP.post(KEYS + "/sign-in/options", null, null));
        return APP.post(KEYS + "/sign-in", null, text(device.sign(challenge, user.account())));
    }

    private String proof() {
        return challenge(APP.post(SECOND + "/options", user.login(), null));
    }

    private Answer end(String proof) {
        return delete(SECOND, user.login(), proof);
    }

    private static Answer delete(String path, String login, String body) {
        return APP.send("DELETE", path, Map.of("Authorization", "Bearer " + login), body);
    }

    private static void register(String login, SoftDevice which, String proof) {
        String challenge = challenge(APP.post(KEYS + "/options", login, proof));
        Answer made = post(KEYS, login, which.register(challenge, "phone"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private static String challenge(Answer options) {
        assertThat(options.status()).as(options.body()).isEqualTo(200);
        return options.text("challenge");
    }

    private static String text(Map<String, Object> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static Answer post(String path, @Nullable String login, Map<String, Object> body) {
        return APP.post(path, login, text(body));
    }
}
