package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.store.RedisServer;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void an_outage_is_503_in_every_shape_and_nothing_acknowledged_is_lost_in_it() throws InterruptedException {
        try (RedisServer redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
                AdminApp app = AdminApp.start(redis.uri())) {
            User user = app.user();
            String acl = app.post("/api/v1/auth/acls", user.login(), LnbitsAclsTest.acl("a", "GET /api/v1/auth"))
                    .text("id");
            String kept = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null)
                    .text("token");
            Answer revoked = app.post("/api/v1/auth/acls/" + acl + "/tokens", user.login(), null);
            app.delete("/api/v1/auth/acls/" + acl + "/tokens/" + revoked.text("id"), user.login());

            redis.kill();
            eachShapeIs503(app, user);
            redis.restart();

            await(() -> app.get("/api/v1/auth", kept).status() == 200);
            assertThat(app.get("/api/v1/auth", revoked.text("token")).status()).isEqualTo(401);
            assertThat(app.post("/api/v1/auth", null, json("username", user.name(), "password", user.password()))
                            .status())
                    .isEqualTo(200);
            await(() -> readiness(app) == 200);
        }
    }

    private static void eachShapeIs503(AdminApp app, User user) throws InterruptedException {
        Answer lnbits = app.get("/api/v1/auth", user.login());
        Answer hopr = app.send("GET", "/api/v3/token", Map.of("X-Auth-Token", AdminApp.ADMIN_TOKEN), null);
        Answer own = app.get("/api/v1/tokens", user.login());
        Answer login = app.post("/api/v1/auth", null, json("username", user.name(), "password", user.password()));

        assertThat(lnbits.status()).isEqualTo(503);
        assertThat(lnbits.header("Retry-After")).isEqualTo("1");
        assertThat(lnbits.json().propertyNames()).containsExactly("detail");
        assertThat(hopr.status()).isEqualTo(503);
        assertThat(hopr.text("status")).isEqualTo("UNKNOWN_FAILURE");
        assertThat(own.status()).isEqualTo(503);
        assertThat(own.text("code")).isEqualTo("store_unavailable");
        assertThat(login.status()).isEqualTo(503);
        await(() -> readiness(app) == 503);
    }

    private static int readiness(AdminApp app) {
        return app.send("GET", app.management() + "/actuator/health/readiness", Map.of(), null)
                .status();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
