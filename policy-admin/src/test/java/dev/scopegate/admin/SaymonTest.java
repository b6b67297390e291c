package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static dev.scopegate.admin.SaymonUsers.CURRENT;
import static dev.scopegate.admin.SaymonUsers.INVALID_TOKEN;
import static dev.scopegate.admin.SaymonUsers.NOT_LOGGED_IN;
import static dev.scopegate.admin.SaymonUsers.UUID_4;
import static dev.scopegate.admin.SaymonUsers.WRONG_PASSWORD;
import static dev.scopegate.admin.SaymonUsers.login;
import static dev.scopegate.admin.SaymonUsers.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.SaymonUsers.Login;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.Commit;
import dev.scopegate.store.PolicyJournal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SaymonTest {

    private final AdminApp app = AdminApp.shared();
    private final Login user = login(app);
    private final Login manager = login(app, Account.MANAGE_USERS);
    private final Login administrator = login(app, Account.ADMINISTRATOR);

    private Answer create(Login of, Login by) {
        return app.send("POST", tokens(of), by.basic(), null);
    }

    private String token(Login of) {
        Answer answer = create(of, manager);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().asString();
    }

    private Answer current(String token) {
        return app.get(CURRENT + "?api-token=" + token, null);
    }

    @Test
    void a_token_is_a_quoted_uuid_and_works_in_the_query() {
        Answer created = create(user, manager);

        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(created.body()).matches(UUID_4);
        assertThat(created.header("Content-Type")).isEqualTo("application/json");
        assertThat(created.header("Cache-Control")).contains("no-store");
        String token = created.json().asString();
        Answer current = current(token + "&x=1");
        assertThat(current.status()).as(current.body()).isEqualTo(200);
        assertThat(current.text("id")).isEqualTo(user.id());
        assertThat(current.text("login")).isEqualTo(user.name());
        assertThat(current.json().get("permissions").size()).isZero();
        assertThat(current.text("authenticationToken")).startsWith("tok_");
        assertThat(current.body()).doesNotContain(token);
    }

    @Test
    void a_user_without_a_token_has_none_to_show() {
        Answer current = app.send("GET", CURRENT, manager.basic(), null);

        assertThat(current.status()).as(current.body()).isEqualTo(200);
        assertThat(current.json().get("authenticationToken").isNull()).isTrue();
        assertThat(current.json().get("permissions").toString()).isEqualTo("[\"manage-users\"]");
        Answer admin = app.send("GET", CURRENT, administrator.basic(), null);
        assertThat(admin.json().get("permissions").toString()).isEqualTo("[\"administrator\",\"manage-users\"]");
    }

    /** curl sends no length at all with an empty POST; fetch sends zero. */
    @Test
    void an_empty_post_needs_no_length() {
        String authorization = manager.authorization(manager.password());

        assertThat(app.raw("POST " + tokens(user) + " HTTP/1.1", "Authorization: " + authorization))
                .startsWith("HTTP/1.1 200")
                .containsPattern(UUID_4);
        assertThat(app.raw(
                        "POST " + tokens(user) + " HTTP/1.1",
                        "Authorization: " + authorization.replace("Basic", "basic"),
                        "Content-Length: 0"))
                .startsWith("HTTP/1.1 200")
                .containsPattern(UUID_4);
    }

    @Test
    void a_new_token_ends_the_one_before() {
        String first = token(user);
        String second = token(user);

        assertThat(current(first).toString()).isEqualTo(INVALID_TOKEN);
        assertThat(current(second).status()).isEqualTo(200);
    }

    @Test
    void a_deleted_token_is_dead_and_gone() {
        String token = token(user);

        Answer deleted = app.send("DELETE", tokens(user), manager.basic(), null);

        assertThat(deleted.toString()).isEqualTo("200 ");
        assertGone(token);
        assertThat(app.send("DELETE", tokens(user), manager.basic(), null).toString())
                .isEqualTo("200 ");
    }

    private void assertGone(String token) {
        assertThat(current(token).toString()).isEqualTo(INVALID_TOKEN);
        Answer told = app.send("GET", CURRENT, user.basic(), null);
        assertThat(told.json().get("authenticationToken").isNull()).isTrue();
    }

    @Test
    void a_token_that_was_revoked_elsewhere_is_dead_too() {
        String token = token(user);
        String id = current(token).text("authenticationToken");

        assertThat(app.delete("/api/v1/tokens/" + id, AdminApp.ADMIN_TOKEN).status())
                .isEqualTo(200);

        assertGone(token);
    }

    @Test
    void a_token_acts_for_its_user_on_this_api_alone() {
        String token = token(manager);

        assertThat(app.send("POST", tokens(user) + "?api-token=" + token, Map.of(), null)
                        .body())
                .matches(UUID_4);
        assertThat(app.get("/api/v1/auth", token).status()).isEqualTo(403);
    }

    @Test
    void no_credential_a_wrong_one_and_several_are_told_apart() {
        String token = token(user);

        assertThat(app.get(CURRENT, null).toString()).isEqualTo(NOT_LOGGED_IN);
        assertThat(app.post(tokens(user), null, null).toString()).isEqualTo(NOT_LOGGED_IN);
        assertThat(current("00000000-0000-4000-8000-000000000000").toString()).isEqualTo(INVALID_TOKEN);
        assertThat(current("").toString()).isEqualTo(INVALID_TOKEN);
        assertThat(app.raw("GET " + CURRENT + "?api-token=%zz HTTP/1.1")).matches("(?s)HTTP/1.1 40[01] .*");
        assertThat(current("%22" + token + "%22").toString()).isEqualTo(INVALID_TOKEN);
        assertThat(current(token + "&api-token=" + token).status()).isEqualTo(200);
        assertThat(current(token + "&api%2dtoken=another-one").status()).isEqualTo(400);
        assertThat(app.send("GET", CURRENT, user.basic("wrong password"), null).toString())
                .isEqualTo(WRONG_PASSWORD);
        assertThat(app.send("GET", CURRENT, Map.of("Authorization", "Basic !"), null)
                        .toString())
                .isEqualTo(WRONG_PASSWORD);
        assertThat(app.get(CURRENT, token).status()).isEqualTo(401);
        Answer several = app.send("GET", CURRENT + "?api-token=" + token, user.basic(), null);
        assertThat(several.status()).isEqualTo(400);
        assertThat(several.text("code")).isEqualTo("BadRequest");
    }

    @Test
    void wrong_passwords_are_limited() {
        for (int i = 0; i < 10; i++) {
            app.send("GET", CURRENT, user.basic("wrong password"), null);
        }

        Answer refused = app.send("GET", CURRENT, user.basic(), null);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("TooManyRequests");
        assertThat(refused.header("Retry-After")).isNotEmpty();
    }

    @Test
    void managing_users_takes_the_permission() {
        Answer refused = create(user, user);

        assertThat(refused.toString())
                .isEqualTo("403 " + json("code", "Forbidden", "message", "Permission required: manage-users"));
        assertThat(app.send("DELETE", tokens(user), user.basic(), null).status())
                .isEqualTo(403);
        assertThat(create(new Login(account("acc_of_nobody", false), ""), manager)
                        .toString())
                .isEqualTo("404 " + json("code", "NotFound", "message", "User not found."));
    }

    @Test
    void an_administrators_token_is_an_administrators_business() {
        assertThat(create(administrator, manager).status()).isEqualTo(403);
        assertThat(app.send("DELETE", tokens(administrator), manager.basic(), null)
                        .status())
                .isEqualTo(403);
        assertThat(create(administrator, administrator).status()).isEqualTo(200);
        assertThat(create(user, administrator).status()).isEqualTo(200);
    }

    /** Guards against a narrow token that makes itself a token of full power. */
    @Test
    void a_token_with_a_part_of_its_users_power_manages_nobody() {
        String narrow = issued("saymon:createAuthToken");

        Answer refused = app.send("POST", tokens(user) + "?api-token=" + narrow, Map.of(), null);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("message")).contains("not by a token with a part of its power");
    }

    @Test
    void a_token_is_judged_like_every_other() {
        Answer refused = current(issued("saymon:deleteSession"));

        assertThat(refused.toString())
                .isEqualTo("403 " + json("code", "Forbidden", "message", "Permission required: saymon:getCurrentUser"));
        String twice = issued("saymon:getCurrentUser", Map.of("type", "calls", "max", 2));
        assertThat(current(twice).status()).isEqualTo(200);
        assertThat(current(twice).status()).isEqualTo(200);
        assertThat(current(twice).status()).isEqualTo(429);
    }

    private String issued(String capability, Object... limits) {
        String login = app.post("/api/v1/auth", null, json("username", manager.name(), "password", manager.password()))
                .text("access_token");
        Map<String, Object> granted = Map.of("capability", capability, "limits", List.of(limits));
        return app.post("/api/v1/tokens", login, json("capabilities", List.of(granted)))
                .text("token");
    }

    @Test
    void a_locked_user_gets_no_token_and_loses_the_one_he_has() {
        String token = token(user);
        Account locked = account(user.id(), true);
        app.bean(PolicyJournal.class)
                .commit(Commit.by("test", "account.lock", "account:" + user.id())
                        .put(locked))
                .toCompletableFuture()
                .join();

        assertThat(create(user, manager).text("message")).isEqualTo("The user is locked.");
        assertThat(current(token).toString()).isEqualTo(INVALID_TOKEN);
        assertThat(app.send("GET", CURRENT, user.basic(), null).toString()).isEqualTo(WRONG_PASSWORD);
    }

    private Account account(String id, boolean locked) {
        Account was = user.account();
        return new Account(
                id, was.name(), was.permissions(), was.capabilities(), was.limits(), locked, was.createdAt());
    }
}
