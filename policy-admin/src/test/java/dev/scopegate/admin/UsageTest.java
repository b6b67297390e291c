package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.store.Usage;
import dev.scopegate.store.UsageCounters;
import dev.scopegate.store.UsagePeriod;
import dev.scopegate.store.UsageScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

public class UsageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final Answer issued = app.post(
            "/api/v1/tokens",
            user.login(),
            json(
                    "capabilities",
                    List.of(
                            Map.of("capability", "scopegate:tokensGet"),
                            Map.of("capability", "scopegate:tokensUsage"),
                            Map.of("capability", "scopegate:usageShow"),
                            Map.of("capability", "GET /api/v1/gateways/**"),
                            Map.of("capability", "GET /api/v1/tokens/*"))));
    private final String id = issued.text("id");
    private final String token = issued.text("token");

    /** Counts are written within a second or so. */
    public static void awaitUsage(AdminApp app, UsageScope scope, Predicate<Usage> expected) {
        UsageCounters counters = app.bean(UsageCounters.class);
        Awaitility.await("usage of " + scope)
                .atMost(PATIENCE)
                .until(() -> Reply.of(counters.usage(scope, UsagePeriod.HOUR, Instant.now())), expected);
    }

    private void callTwiceAndBeRefusedOnce() {
        app.get("/api/v1/tokens/" + id, token);
        app.get("/api/v1/tokens/" + id, token);
        app.get("/api/v1/audit", token);
        awaitUsage(app, UsageScope.token(id), usage -> usage.permitted() == 2 && usage.refusals() == 1);
    }

    @Test
    void an_account_sees_its_own_calls_and_refusals() {
        callTwiceAndBeRefusedOnce();

        Answer answer = app.get("/api/v1/usage?period=day", user.login());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("of")).isEqualTo("account:" + user.account());
        assertThat(answer.json().get("slots")).hasSize(24);
        assertThat(answer.json().get("slotSeconds").intValue()).isEqualTo(3_600);
        assertThat(answer.json().get("permitted").longValue()).isGreaterThanOrEqualTo(3);
        assertThat(answer.json().get("reasons").get("no_capability").longValue())
                .isEqualTo(1);
        assertThat(named(answer.json().get("busiest").get("tokens"), "id", id)
                        .get("calls")
                        .longValue())
                .isEqualTo(3);
        assertThat(named(answer.json().get("busiest").get("operations"), "operation", "scopegate:tokensGet")
                        .get("calls")
                        .longValue())
                .isEqualTo(2);
    }

    @Test
    void an_administrator_sees_all_and_nobody_else_does() {
        callTwiceAndBeRefusedOnce();
        User other = app.user();

        Answer all = app.get("/api/v1/usage", AdminApp.ADMIN_TOKEN);
        Answer others = app.get("/api/v1/usage", other.login());

        assertThat(all.text("of")).isEqualTo("all");
        assertThat(all.json().get("permitted").longValue()).isGreaterThanOrEqualTo(3);
        assertThat(others.body()).doesNotContain(id).doesNotContain(user.account());
        assertThat(others.json().get("refused").longValue()).isZero();
    }

    @Test
    void a_token_that_does_not_act_for_its_account_sees_itself_alone() {
        callTwiceAndBeRefusedOnce();

        Answer answer = app.get("/api/v1/usage?period=hour", token);

        assertThat(answer.text("of")).isEqualTo("token:" + id);
        assertThat(answer.json().get("slots")).hasSize(60);
        assertThat(answer.json().get("permitted").longValue()).isGreaterThanOrEqualTo(2);
        assertThat(answer.json().get("busiest").get("tokens")).isEmpty();
    }

    @Test
    void a_token_is_shown_with_the_capabilities_that_it_never_needed() {
        callTwiceAndBeRefusedOnce();

        Answer answer = app.get("/api/v1/tokens/" + id + "/usage?period=week", user.login());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("slots")).hasSize(168);
        assertThat(answer.json().get("permitted").longValue()).isEqualTo(2);
        JsonNode capabilities = answer.json().get("capabilities");
        assertThat(calls(capabilities, "scopegate:tokensGet")).isEqualTo(2);
        assertThat(calls(capabilities, "GET /api/v1/tokens/*")).isEqualTo(2);
        assertThat(calls(capabilities, "scopegate:tokensUsage")).isZero();
        assertThat(calls(capabilities, "GET /api/v1/gateways/**")).isZero();
    }

    @Test
    void the_usage_of_a_token_is_its_owners_and_the_administrators_to_see() {
        String path = "/api/v1/tokens/" + id + "/usage";

        assertThat(app.get(path, user.login()).status()).isEqualTo(200);
        assertThat(app.get(path, token).status()).isEqualTo(200);
        assertThat(app.get(path, AdminApp.ADMIN_TOKEN).status()).isEqualTo(200);
        assertThat(app.get(path, app.user().login()).status()).isEqualTo(404);
        assertThat(app.get("/api/v1/tokens/tok_of_nobody/usage", user.login()).status())
                .isEqualTo(404);
        assertThat(app.get(path, null).status()).isEqualTo(401);
        assertThat(app.get("/api/v1/usage", null).status()).isEqualTo(401);
    }

    @Test
    void another_period_is_400() {
        assertThat(app.get("/api/v1/usage?period=year", user.login()).text("detail"))
                .contains("'hour', 'day' or 'week', but was 'year'");
    }

    @Test
    void how_the_store_is_is_for_the_administrator() {
        Answer answer = app.get("/api/v1/store", AdminApp.ADMIN_TOKEN);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("version")).isNotEmpty();
        assertThat(answer.json().get("usedBytes").longValue()).isPositive();
        assertThat(app.get("/api/v1/store", user.login()).status()).isEqualTo(403);
        assertThat(app.get("/api/v1/store", null).status()).isEqualTo(401);
    }

    private static long calls(JsonNode capabilities, String capability) {
        return named(capabilities, "capability", capability).get("calls").longValue();
    }

    private static JsonNode named(JsonNode list, String field, String value) {
        return list.valueStream()
                .filter(each -> each.get(field).asString().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("'" + value + "' must be among " + list + ", but is not"));
    }
}
