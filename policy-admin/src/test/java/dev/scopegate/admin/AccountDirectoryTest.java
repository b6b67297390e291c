package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.ADMIN_TOKEN;
import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountDirectoryTest {

    private static final String ACCOUNTS = "/api/v1/accounts";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();

    private Answer change(String token, String account, Object... pairs) {
        return app.send("PATCH", ACCOUNTS + "/" + account, Map.of("Authorization", "Bearer " + token), json(pairs));
    }

    private User manager() {
        User manager = app.user();
        change(ADMIN_TOKEN, manager.account(), "permissions", List.of("manage-users"));
        return manager;
    }

    @Test
    void an_administrator_says_what_an_account_may_do() {
        assertThat(app.get("/api/v1/tokens", user.login()).status()).isEqualTo(200);

        Answer changed = change(
                ADMIN_TOKEN, user.account(), "capabilities", List.of(Map.of("capability", "lnbits:authGetUser")));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().get("acknowledged").get("laggards").size()).isZero();
        assertThat(app.get("/api/v1/tokens", user.login()).status()).isEqualTo(403);
        assertThat(app.get("/api/v1/auth", user.login()).status()).isEqualTo(200);
    }

    @Test
    void a_locked_account_does_nothing_until_it_is_unlocked() {
        change(ADMIN_TOKEN, user.account(), "locked", true);
        assertThat(app.get("/api/v1/auth", user.login()).status()).isEqualTo(401);

        change(ADMIN_TOKEN, user.account(), "locked", false);
        assertThat(app.get("/api/v1/auth", user.login()).status()).isEqualTo(200);
    }

    @Test
    void who_manages_users_makes_and_locks_them_but_gives_no_power() {
        User manager = manager();
        String name = "made-by-" + manager.name();

        Answer made = app.post(ACCOUNTS, manager.login(), json("username", name, "password", "a password of theirs"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.text("id");

        assertThat(change(manager.login(), id, "locked", true).status()).isEqualTo(200);
        assertThat(change(manager.login(), id, "permissions", List.of("administrator"))
                        .status())
                .isEqualTo(403);
        assertThat(change(manager.login(), manager.account(), "capabilities", List.of(Map.of("capability", "* /**")))
                        .status())
                .isEqualTo(403);
        assertThat(app.post(
                                ACCOUNTS,
                                manager.login(),
                                json("username", name + "2", "permissions", List.of("administrator")))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nobody_but_an_administrator_touches_an_administrator_who_cannot_lock_himself_out() {
        String admin = app.get(ACCOUNTS + "?name=ADMIN&count=500", ADMIN_TOKEN)
                .json()
                .get("accounts")
                .valueStream()
                .filter(each -> each.get("username").asString().equals("admin"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();

        assertThat(change(manager().login(), admin, "locked", true).status()).isEqualTo(403);
        assertThat(change(ADMIN_TOKEN, admin, "locked", true).status()).isEqualTo(400);
        assertThat(change(ADMIN_TOKEN, admin, "permissions", List.of()).status())
                .isEqualTo(400);
    }

    @Test
    void others_see_no_accounts() {
        assertThat(app.get(ACCOUNTS, user.login()).status()).isEqualTo(403);
        assertThat(app.get(ACCOUNTS + "/" + user.account(), user.login()).status())
                .isEqualTo(403);
        assertThat(change(user.login(), user.account(), "locked", false).status())
                .isEqualTo(403);
        assertThat(app.get(ACCOUNTS, null).status()).isEqualTo(401);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(change(ADMIN_TOKEN, "acc_nobody", "locked", true).status()).isEqualTo(404);
        assertThat(change(ADMIN_TOKEN, user.account(), "locked", "yes").status())
                .isEqualTo(400);
        assertThat(change(ADMIN_TOKEN, user.account(), "permissions", List.of("king"))
                        .status())
                .isEqualTo(400);
        assertThat(change(
                                ADMIN_TOKEN,
                                user.account(),
                                "capabilities",
                                List.of(Map.of("capability", "lnbits:noSuchOperation")))
                        .status())
                .isEqualTo(400);
    }
}
