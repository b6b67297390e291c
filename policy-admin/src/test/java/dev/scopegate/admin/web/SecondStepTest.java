package dev.scopegate.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.SoftDevice;
import dev.scopegate.admin.http.PagesUrl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A sign-in on the pages to an account that asks for its passkey: half of it opens nothing. */
class SecondStepTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final String STEP = "/ui/sign-in/second";
    static final String HALF = "scopegate-second";

    private final User user = APP.user();
    private final SoftDevice device = demandPasskeyOf(user);
    private final Browser browser = new Browser(APP);

    /** Has an account ask for a passkey; the device that keeps it. */
    static SoftDevice demandPasskeyOf(User user) {
        SoftDevice device = device();
        register(user, device);
        assertThat(APP.put("/api/v1/account/second-factor", user.login(), password(user))
                        .status())
                .isEqualTo(200);
        return device;
    }

    @Test
    void the_password_leads_to_the_question_and_the_passkey_to_the_page_that_was_wanted() {
        Answer half = browser.submit(
                "/ui/sign-in",
                Map.of("name", user.name(), "password", user.password(), "next", "/ui/tokens?kind=USER"));
        assertThat(half.header("Location")).endsWith(STEP + "?next=%2Fui%2Ftokens%3Fkind%3DUSER");
        assertThat(half.header("Set-Cookie"))
                .startsWith(HALF + "=")
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=" + STEP)
                .contains("Max-Age=300");
        assertThat(browser.cookie()).isEmpty();
        assertThat(browser.get(STEP + "?next=%2Fui%2Ftokens%3Fkind%3DUSER").body())
                .contains("data-passkey=\"second\"")
                .contains("/ui/tokens?kind=USER");

        Map<String, Object> signed = device.sign(challenge(browser), user.account());
        signed.put("next", "/ui/tokens?kind=USER");
        Answer done = browser.json(STEP, text(signed));

        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.text("next")).isEqualTo("/ui/tokens?kind=USER");
        assertThat(browser.get("/ui").status()).isEqualTo(200);
        assertThat(browser.cookie(HALF)).isEmpty();
        assertThat(browser.get(STEP).header("Location")).endsWith("/ui/sign-in");
    }

    @Test
    void half_a_sign_in_opens_nothing_else() {
        browser.signIn(user.name(), user.password());
        String secret = browser.cookie(HALF).substring(HALF.length() + 1);
        assertThat(secret).isNotEmpty();
        assertThat(APP.send("GET", "/ui/account", Map.of("Cookie", HALF + "=" + secret), null)
                        .status())
                .isEqualTo(303);
        assertThat(APP.send("GET", "/ui/account", Map.of("Cookie", Sessions.COOKIE + "=" + secret), null)
                        .status())
                .isEqualTo(303);
        assertThat(APP.get("/api/v1/account", secret).status()).isEqualTo(401);
    }

    @Test
    void it_is_good_for_one_answer_right_or_wrong() {
        browser.signIn(user.name(), user.password());
        String cookie = browser.cookie(HALF);
        Map<String, Object> signed = device.sign(challenge(browser), user.account());
        assertThat(browser.json(STEP, text(signed)).status()).isEqualTo(200);
        assertThat(answer(cookie, device.sign(challengeOf(cookie), user.account()))
                        .status())
                .isEqualTo(400);

        browser.signIn(user.name(), user.password());
        String second = browser.cookie(HALF);
        assertThat(answer(second, device().sign(challengeOf(second), user.account()))
                        .status())
                .isEqualTo(400);
        assertThat(answer(second, device.sign(challengeOf(second), user.account()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void another_browsers_or_another_purposes_answer_opens_nothing() {
        browser.signIn(user.name(), user.password());
        Browser thief = new Browser(APP);
        assertThat(thief.json(STEP, text(device.sign(challenge(browser), user.account())))
                        .status())
                .isEqualTo(400);
        thief.signIn(user.name(), user.password());
        assertThat(thief.json(STEP, text(device.sign(challenge(browser), user.account())))
                        .status())
                .isEqualTo(400);
        browser.signIn(user.name(), user.password());
        String alone = APP.post("/api/v1/passkeys/sign-in/options", null, null).text("challenge");
        assertThat(browser.json(STEP, text(device.sign(alone, user.account()))).status())
                .isEqualTo(400);
        browser.signIn(user.name(), user.password());
        Map<String, Object> signed = device.sign(challenge(browser), user.account());
        assertThat(APP.post("/api/v1/passkeys/sign-in", null, text(signed)).status())
                .isEqualTo(400);
        assertThat(APP.send("POST", "/ui/sign-in/passkey", Map.of(), text(signed))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void somebody_elses_passkey_opens_neither_account() {
        User other = APP.user();
        SoftDevice theirs = device();
        register(other, theirs);
        browser.signIn(user.name(), user.password());
        assertThat(browser.json(STEP, text(theirs.sign(challenge(browser), other.account())))
                        .status())
                .isEqualTo(400);
        browser.signIn(user.name(), user.password());
        assertThat(browser.json(STEP, text(theirs.sign(challenge(browser), user.account())))
                        .status())
                .isEqualTo(400);
        assertThat(browser.cookie()).isEmpty();
    }

    @Test
    void a_password_that_was_changed_or_an_account_that_was_locked_meanwhile_opens_nothing() {
        browser.signIn(user.name(), user.password());
        Answer changed = APP.put(
                "/api/v1/account/password",
                user.login(),
                AdminApp.json("oldPassword", user.password(), "newPassword", "quite another one"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(browser.json(STEP, text(device.sign(challenge(browser), user.account())))
                        .status())
                .isEqualTo(400);

        browser.signIn(user.name(), "quite another one");
        APP.send(
                "PATCH",
                "/api/v1/accounts/" + user.account(),
                Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN),
                "{\"locked\":true}");
        assertThat(browser.json(STEP, text(device.sign(challenge(browser), user.account())))
                        .status())
                .isBetween(300, 401);
        assertThat(browser.cookie()).isEmpty();
        Answer locked = browser.signIn(user.name(), "quite another one");
        assertThat(locked.status()).isEqualTo(401);
        assertThat(locked.body()).contains("Invalid credentials.");
    }

    @Test
    void a_reset_password_leads_to_the_question_too() {
        String link = APP.post("/api/v1/accounts/" + user.account() + "/reset", AdminApp.ADMIN_TOKEN, null)
                .body();
        String key = link.replaceAll("(?s).*/ui/reset#([A-Za-z0-9_-]+).*", "$1");
        Map<String, String> form = Map.of("key", key, "password", "quite another one", "again", "quite another one");
        assertThat(browser.submit("/ui/reset", form).header("Location")).contains(STEP);
        assertThat(browser.cookie()).isEmpty();
        assertThat(browser.json(STEP, text(device.sign(challenge(browser), user.account())))
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/ui/account").status()).isEqualTo(200);
    }

    @Test
    void its_owner_switches_it_on_and_off_and_stays_when_the_password_changes() {
        User fresh = APP.user();
        Browser own = Browser.of(APP, fresh);
        assertThat(own.get("/ui/account").body()).doesNotContain("Ask for my passkey");
        SoftDevice phone = device();
        register(fresh, phone);
        assertThat(own.get("/ui/account").body()).contains("Ask for my passkey after the password");
        assertThat(own.post("/ui/account/second-factor", Map.of("password", fresh.password()))
                        .header("Location"))
                .endsWith("done=demanded");
        assertThat(own.get("/ui/account").body())
                .contains("data-passkey=\"end\"")
                .contains("data-passkey-proof");
        Map<String, String> form = Map.of(
                "oldPassword", fresh.password(), "newPassword", "quite another one", "again", "quite another one");
        assertThat(own.post("/ui/account/password", form).header("Location")).endsWith("done=password");
        assertThat(own.get("/ui/account").status()).isEqualTo(200);

        Answer wrong = own.post("/ui/account/second-factor/off", Map.of("password", "wrong"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("error-second");
        assertThat(own.post("/ui/account/second-factor/off", Map.of("password", "quite another one"))
                        .header("Location"))
                .endsWith("done=undemanded");
        assertThat(Browser.of(APP, fresh.name(), "quite another one").get("/ui").status())
                .isEqualTo(200);
    }

    @Test
    void an_administrator_has_it_ask_no_more_and_nobody_else() {
        String off = "/ui/accounts/" + user.account() + "/second-factor/off";
        assertThat(Browser.of(APP, APP.user()).post(off, Map.of()).status()).isEqualTo(403);
        Browser admin = Browser.of(APP, "admin", AdminApp.ADMIN_PASSWORD);
        assertThat(admin.get("/ui/accounts/" + user.account()).body()).contains("asked for at every sign-in");
        assertThat(admin.post(off, Map.of()).header("Location")).endsWith("done=undemanded");
        assertThat(Browser.of(APP, user).get("/ui").status()).isEqualTo(200);
    }

    private static SoftDevice device() {
        return new SoftDevice(APP.bean(PagesUrl.class).url(), "localhost");
    }

    private static void register(User owner, SoftDevice which) {
        String challenge = APP.post("/api/v1/passkeys/options", owner.login(), password(owner))
                .text("challenge");
        assertThat(APP.post("/api/v1/passkeys", owner.login(), text(which.register(challenge, "phone")))
                        .status())
                .isEqualTo(201);
    }

    private static String password(User of) {
        return AdminApp.json("password", of.password());
    }

    private static String challenge(Browser who) {
        return challengeOf(who.cookie(HALF));
    }

    private static String challengeOf(String cookie) {
        Answer options = APP.send("POST", STEP + "/options", Map.of("Cookie", cookie), "{}");
        assertThat(options.status()).as(options.body()).isEqualTo(200);
        return options.text("challenge");
    }

    static Answer answer(String cookie, Map<String, Object> signed) {
        return APP.send("POST", STEP, Map.of("Cookie", cookie), text(signed));
    }

    private static String text(Map<String, Object> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
