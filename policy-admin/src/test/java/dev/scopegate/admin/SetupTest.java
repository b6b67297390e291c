package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.store.RedisServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetupTest {

    private static int asAdministrator(AdminApp app, String token) {
        return app.get("/api/v1/gateways", token).status();
    }

    @Test
    void a_restart_keeps_everything_and_another_administrators_token_ends_the_one_before() {
        try (RedisServer redis = RedisServer.start()) {
            try (AdminApp first = AdminApp.start(redis.uri())) {
                assertThat(asAdministrator(first, AdminApp.ADMIN_TOKEN)).isEqualTo(200);
            }
            try (AdminApp second = AdminApp.start(redis.uri())) {
                assertThat(asAdministrator(second, AdminApp.ADMIN_TOKEN)).isEqualTo(200);
            }
            try (AdminApp third = AdminApp.start(redis.uri(), "--scopegate.admin.token=another-value")) {
                assertThat(asAdministrator(third, "another-value")).isEqualTo(200);
                assertThat(asAdministrator(third, AdminApp.ADMIN_TOKEN)).isEqualTo(401);
            }
        }
    }

    @Test
    void tokens_outlive_a_change_of_pepper_while_the_previous_one_is_known() {
        try (RedisServer redis = RedisServer.start()) {
            String login;
            try (AdminApp before = AdminApp.start(redis.uri())) {
                login = before.user().login();
            }
            try (AdminApp after = AdminApp.start(
                    redis.uri(),
                    "--scopegate.pepper=another pepper for tests",
                    "--scopegate.previous-pepper=a pepper for tests only")) {
                assertThat(after.get("/api/v1/auth", login).status()).isEqualTo(200);
                assertThat(asAdministrator(after, AdminApp.ADMIN_TOKEN)).isEqualTo(200);
            }
        }
    }

    @Test
    void registration_can_be_switched_off() {
        try (RedisServer redis = RedisServer.start();
                AdminApp app = AdminApp.start(redis.uri(), "--scopegate.accounts.registration=false")) {
            assertThat(app.post("/api/v1/auth/register", null, json("username", "someone", "password", "long enough"))
                            .toString())
                    .isEqualTo("403 {\"detail\":\"Registration is disabled.\"}");
        }
    }

    @Test
    void without_keys_or_pepper_the_app_does_not_start() {
        try (RedisServer redis = RedisServer.start()) {
            assertThatThrownBy(() -> AdminApp.start(redis.uri(), "--scopegate.signing.key-file=/nowhere/key.json"))
                    .rootCause()
                    .hasMessageContaining("/nowhere/key.json");
            assertThatThrownBy(() -> AdminApp.start(redis.uri(), "--scopegate.pepper=short"))
                    .rootCause()
                    .hasMessageContaining("at least 16 characters");
        }
    }

    @Test
    void the_actuator_is_on_its_own_port_and_shows_health_and_metrics_alone() {
        AdminApp app = AdminApp.shared();

        assertThat(app.get("/actuator/health", null).status()).isEqualTo(404);
        assertThat(app.send("GET", app.management() + "/actuator/health/readiness", Map.of(), null)
                        .status())
                .isEqualTo(200);
        assertThat(app.send("GET", app.management() + "/actuator/prometheus", Map.of(), null)
                        .status())
                .isEqualTo(200);
        assertThat(app.send("GET", app.management() + "/actuator/env", Map.of(), null)
                        .status())
                .isEqualTo(404);
    }
}
