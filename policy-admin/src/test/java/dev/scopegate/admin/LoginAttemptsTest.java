package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.store.RedisServer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoginAttemptsTest {

    private final AdminApp app = AdminApp.shared();

    private Answer login(AdminApp at, String name, String password) {
        return at.post("/api/v1/auth", null, json("username", name, "password", password));
    }

    private static Answer patch(AdminApp at, String login, String account) {
        return at.send("PATCH", "/api/v1/account", Map.of("Authorization", "Bearer " + login), account);
    }

    @Test
    void after_ten_wrong_passwords_even_the_right_one_must_wait() {
        User user = app.user();
        for (int i = 0; i < 10; i++) {
            assertThat(login(app, user.name(), "wrong password").status()).isEqualTo(401);
        }

        Answer answer = login(app, user.name(), user.password());

        assertThat(answer.toString()).isEqualTo("429 {\"detail\":\"Too many attempts.\"}");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 900L);
    }

    @Test
    void right_passwords_use_no_attempts_up() {
        User user = app.user();
        for (int i = 0; i < 12; i++) {
            assertThat(login(app, user.name(), user.password()).status()).isEqualTo(200);
        }
    }

    @Test
    void a_name_that_does_not_exist_is_limited_alike() {
        for (int i = 0; i < 10; i++) {
            login(app, "ghost-of-a-user", "wrong password");
        }

        assertThat(login(app, "GHOST-of-a-user", "wrong password").status()).isEqualTo(429);
    }

    @Test
    void an_account_has_its_attempts_once_whichever_of_its_names_is_tried() {
        User user = app.user();
        String email = user.name() + "@example.org";
        assertThat(patch(app, user.login(), json("email", email, "proof", Map.of("password", user.password())))
                        .status())
                .isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(login(app, user.name(), "wrong password").status()).isEqualTo(401);
            assertThat(login(app, email.toUpperCase(Locale.ROOT), "wrong password")
                            .status())
                    .isEqualTo(401);
        }

        assertThat(login(app, user.name(), user.password()).status()).isEqualTo(429);
        assertThat(login(app, email, user.password()).status()).isEqualTo(429);
    }

    /** The answer tells whether somebody else has the address. */
    @Test
    void an_account_cannot_ask_for_one_email_address_after_another_without_end() {
        try (RedisServer redis = RedisServer.start();
                AdminApp strict = AdminApp.start(redis.uri(), "--scopegate.accounts.attempts.per-address=1")) {
            User user = strict.user();
            String login = user.login();
            Map<String, String> proof = Map.of("password", user.password());
            for (int i = 0; i < 10; i++) {
                String guess = json("email", "guess" + i + "@example.org", "proof", proof);
                assertThat(patch(strict, login, guess).status()).isEqualTo(200);
            }

            assertThat(patch(strict, login, json("email", "one-more@example.org"))
                            .status())
                    .isEqualTo(429);
            assertThat(patch(strict, login, json("displayName", "Ada")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void one_address_cannot_try_many_names() {
        try (RedisServer redis = RedisServer.start();
                AdminApp strict = AdminApp.start(redis.uri(), "--scopegate.accounts.attempts.per-address=3")) {
            for (int i = 0; i < 3; i++) {
                assertThat(login(strict, "name" + i, "wrong password").status()).isEqualTo(401);
            }

            assertThat(login(strict, "name3", "wrong password").status()).isEqualTo(429);
        }
    }

    /** Guards against strangers who make this app hash passwords and keep accounts for free. */
    @Test
    void one_address_cannot_register_without_end() {
        try (RedisServer redis = RedisServer.start();
                AdminApp strict = AdminApp.start(redis.uri(), "--scopegate.accounts.attempts.per-address=3")) {
            for (int i = 0; i < 3; i++) {
                strict.user();
            }

            Answer refused = strict.post(
                    "/api/v1/auth/register", null, json("username", "one-too-many", "password", "long enough"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
    }

    @Test
    void an_unknown_name_takes_as_long_as_a_known_one() {
        User user = app.user();
        login(app, "warm-up", "wrong password");
        long known = millis(() -> login(app, user.name(), "wrong password"));
        long unknown = millis(() -> login(app, "nobody-at-all", "wrong password"));

        assertThat(unknown).isGreaterThan(known / 4);
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1_000_000;
    }
}
