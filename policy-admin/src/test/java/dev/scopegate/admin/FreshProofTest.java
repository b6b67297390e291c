package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.PagesUrl;
import dev.scopegate.admin.web.Browser;
import dev.scopegate.policy.token.Identity;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Whoever merely sits at an open session neither lets himself in for good nor keeps the owner out. */
class FreshProofTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final String KEYS = "/api/v1/passkeys";
    private static final String SECOND = "/api/v1/account/second-factor";

    private final User user = APP.user();
    private final SoftDevice device = device();
    private final String password = json("password", user.password());

    @Test
    void a_passkey_is_begun_with_a_proof_though_none_is_demanded() {
        assertThat(code(APP.post(KEYS + "/options", user.login(), null))).isEqualTo("proof_required");
        assertThat(code(APP.post(KEYS + "/options", user.login(), "{\"password\":\"wrong\"}")))
                .isEqualTo("invalid_credentials");
        register(device, password);
        SoftDevice second = device();
        register(second, write(device.sign(proof(), user.account())));
        assertThat(APP.get(KEYS, user.login()).body()).contains(device.id(), second.id());
    }

    @Test
    void the_second_factor_is_switched_on_with_a_proof() {
        register(device, password);
        assertThat(code(APP.put(SECOND, user.login(), null))).isEqualTo("proof_required");
        assertThat(APP.put(SECOND, user.login(), "{\"password\":\"wrong\"}").status())
                .isEqualTo(400);
        assertThat(APP.get("/api/v1/account", user.login()).body()).contains("\"secondFactor\":false");

        assertThat(APP.put(SECOND, user.login(), write(device.sign(proof(), user.account())))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_passkey_goes_with_a_proof_by_each_way() {
        register(device, password);
        SoftDevice second = device();
        register(second, password);
        assertThat(code(delete(KEYS + "/" + device.id(), "{}"))).isEqualTo("proof_required");
        String identity = "passkey:" + device.id();
        assertThat(code(delete("/api/v1/identities", json("identity", identity))))
                .isEqualTo("proof_required");
        Browser browser = Browser.of(APP, user);
        assertThat(browser.post("/ui/account/unlink", Map.of("identity", identity))
                        .status())
                .isEqualTo(403);
        Answer wrong = browser.post("/ui/account/unlink", Map.of("identity", identity, "password", "wrong"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("role=\"alert\"");
        assertThat(APP.get(KEYS, user.login()).body()).contains(device.id());

        assertThat(browser.post("/ui/account/unlink", Map.of("identity", identity, "password", user.password()))
                        .header("Location"))
                .endsWith("done=unlinked");
        assertThat(delete(KEYS + "/" + second.id(), password).status()).isEqualTo(200);
    }

    @Test
    void a_challenge_that_was_begun_without_a_proof_adds_nothing_once_one_could_be_asked() {
        String identity = withoutPassword();
        String early = challenge(APP.post(KEYS + "/options", identity, null));
        String first = challenge(APP.post(KEYS + "/options", identity, null));
        assertThat(post(identity, device.register(first, "mine")).status()).isEqualTo(201);
        Answer demanded = APP.put(SECOND, identity, write(device.sign(proof(identity), AdminApp.accountOf(identity))));
        assertThat(demanded.status()).as(demanded.body()).isEqualTo(200);

        Answer late = post(identity, device().register(early, "theirs"));

        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text("code")).isEqualTo("proof_required");
    }

    @Test
    void a_challenge_is_good_for_the_login_that_it_was_given() {
        String challenge = challenge(APP.post(KEYS + "/options", user.login(), password));
        String other = APP.post("/api/v1/auth", null, json("username", user.name(), "password", user.password()))
                .text("access_token");
        assertThat(post(other, device.register(challenge, "x")).status()).isEqualTo(400);
    }

    @Test
    void the_email_address_changes_with_a_proof_by_each_way() {
        String mailbox = user.name() + "@taken.example";
        assertThat(code(patch(json("email", mailbox)))).isEqualTo("proof_required");
        assertThat(APP.put("/api/v1/auth/me", user.login(), json("email", mailbox))
                        .status())
                .isEqualTo(403);
        Browser browser = Browser.of(APP, user);
        Answer refused = browser.post("/ui/account", Map.of("displayName", "Ada", "email", mailbox));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("error-describe").contains(mailbox);
        assertThat(patch(json("email", mailbox, "proof", Map.of("password", "wrong")))
                        .status())
                .isEqualTo(400);
        assertThat(APP.get("/api/v1/account", user.login()).body()).doesNotContain(mailbox);

        assertThat(browser.post("/ui/account", Map.of("email", mailbox, "password", user.password()))
                        .header("Location"))
                .endsWith("done=described");
        assertThat(patch(json("displayName", "Ada", "email", mailbox.toUpperCase(java.util.Locale.ROOT)))
                        .status())
                .as("the same mailbox, and what is no way in")
                .isEqualTo(200);
        assertThat(code(patch(json("email", "")))).isEqualTo("proof_required");
    }

    /** A login to an account that has nothing yet to prove itself by. */
    private static String withoutPassword() {
        Identity proved = new Identity(Identity.ETHEREUM, "0x" + UUID.randomUUID());
        String login = APP.bean(Logins.class).logIn(proved, new Origin("127.0.0.1"));
        Map<String, String> admin = Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN);
        String power = "{\"capabilities\":[{\"capability\":\"* /**\"}]}";
        APP.send("PATCH", "/api/v1/accounts/" + AdminApp.accountOf(login), admin, power);
        return login;
    }

    private String proof() {
        return proof(user.login());
    }

    private static String proof(String login) {
        return challenge(APP.post(SECOND + "/options", login, null));
    }

    private void register(SoftDevice which, String proof) {
        String challenge = challenge(APP.post(KEYS + "/options", user.login(), proof));
        assertThat(post(user.login(), which.register(challenge, "phone")).status())
                .isEqualTo(201);
    }

    private Answer patch(String body) {
        return APP.send("PATCH", "/api/v1/account", Map.of("Authorization", "Bearer " + user.login()), body);
    }

    private Answer delete(String path, String body) {
        return APP.send("DELETE", path, Map.of("Authorization", "Bearer " + user.login()), body);
    }

    private static Answer post(String login, Map<String, Object> made) {
        return APP.post(KEYS, login, write(made));
    }

    private static SoftDevice device() {
        return new SoftDevice(APP.bean(PagesUrl.class).url(), "localhost");
    }

    private static String code(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        return answer.text("code");
    }

    private static String challenge(Answer options) {
        assertThat(options.status()).as(options.body()).isEqualTo(200);
        return options.text("challenge");
    }

    private static String write(Map<String, Object> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
