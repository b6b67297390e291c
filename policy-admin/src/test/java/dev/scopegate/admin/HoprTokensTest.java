package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HoprTokensTest {

    private static final String DENIED = "403 {\"status\":\"UNAUTHORIZED\",\"error\":\"authorization failed\"}";
    private static final String UNKNOWN = "401 {\"status\":\"UNAUTHORIZED\",\"error\":\"authentication failed\"}";

    private final AdminApp app = AdminApp.shared();

    private Answer create(String token, String body) {
        return app.send("POST", "/api/v3/tokens", Map.of("x-auth-token", token), body);
    }

    private Answer call(String method, String path, String token) {
        return app.send(method, path, Map.of("x-auth-token", token), null);
    }

    private static String capability(String endpoint, @Nullable Integer max) {
        String limits = max == null ? "" : ",\"limits\":[{\"type\":\"calls\",\"conditions\":{\"max\":" + max + "}}]";
        return "{\"endpoint\":\"" + endpoint + "\"" + limits + "}";
    }

    private static String request(@Nullable Integer lifetime, String... capabilities) {
        return "{\"capabilities\":[" + String.join(",", capabilities) + "],\"description\":\"my test token\""
                + (lifetime == null ? "" : ",\"lifetime\":" + lifetime) + "}";
    }

    private String token(@Nullable Integer lifetime, String... capabilities) {
        Answer answer = create(AdminApp.ADMIN_TOKEN, request(lifetime, capabilities));
        assertThat(answer.status()).isEqualTo(201);
        return answer.text("token");
    }

    @Test
    void a_token_reads_itself_and_each_reading_is_counted() {
        String token = token(360, capability("tokensGetToken", 3), capability("nodeGetVersion", null));

        Answer read = call("GET", "/api/v3/token", token);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().propertyNames()).containsExactly("id", "description", "valid_until", "capabilities");
        assertThat(read.text("id")).startsWith("tok_");
        assertThat(read.body()).doesNotContain(token);
        assertThat(read.json().get("capabilities").toString())
                .isEqualTo("[{\"endpoint\":\"tokensGetToken\",\"limits\":[{\"type\":\"calls\","
                        + "\"conditions\":{\"max\":3},\"used\":1}]},"
                        + "{\"endpoint\":\"nodeGetVersion\",\"limits\":[{\"type\":\"calls\"}]}]");
        long left = read.json().get("valid_until").longValue() - System.currentTimeMillis() / 1_000;
        assertThat(left).isBetween(340L, 361L);
        call("GET", "/api/v3/token", token);
        assertThat(call("GET", "/api/v3/token", token).body()).contains("\"used\":3");
        assertThat(call("GET", "/api/v3/token", token).toString()).isEqualTo(DENIED);
    }

    @Test
    void the_same_endpoint_twice_must_pass_both_limits() {
        String token = token(null, capability("tokensGetToken", 1), capability("tokensGetToken", 5));

        assertThat(call("GET", "/api/v3/token", token).status()).isEqualTo(200);
        assertThat(call("GET", "/api/v3/token", token).toString()).isEqualTo(DENIED);
    }

    @Test
    void the_administrators_token_has_nothing_to_read_and_the_answer_is_empty() {
        assertThat(call("GET", "/api/v3/token", AdminApp.ADMIN_TOKEN).toString())
                .isEqualTo("404 ");
    }

    @Test
    void a_call_without_the_capability_is_denied_and_an_unknown_token_is_not_authenticated() {
        String token = token(null, capability("tokensCreate", 5));

        assertThat(call("GET", "/api/v3/token", token).toString()).isEqualTo(DENIED);
        assertThat(call("GET", "/api/v3/token", "no-such-token").toString()).isEqualTo(UNKNOWN);
        assertThat(call("GET", "/api/v3/token", "bad token with spaces %^&").toString())
                .isEqualTo(UNKNOWN);
        assertThat(app.get("/api/v3/token", null).toString()).isEqualTo(UNKNOWN);
    }

    @Test
    void an_invalid_body_still_uses_up_a_call_and_an_unknown_path_does_not() {
        String token = token(null, capability("tokensCreate", 1));

        assertThat(call("POST", "/api/v3/nope", token).status()).isEqualTo(404);
        assertThat(call("PUT", "/api/v3/tokens", token).status()).isEqualTo(405);
        assertThat(create(token, "{}").status()).isEqualTo(400);
        assertThat(create(token, "{\"capabilities\":[]}").toString()).isEqualTo(DENIED);
    }

    @Test
    void the_user_part_of_basic_is_a_token_too() {
        String token = token(null, capability("tokensGetToken", null));
        String basic = Base64.getEncoder().encodeToString((token + ":").getBytes(StandardCharsets.UTF_8));

        assertThat(app.send("GET", "/api/v3/token", Map.of("Authorization", "Basic " + basic), null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_scoped_creator_passes_on_no_more_than_it_holds() {
        String creator = token(100, capability("tokensCreate", 10), capability("nodeGetVersion", 2));

        assertThat(create(creator, request(50, capability("nodeGetVersion", 2))).status())
                .isEqualTo(201);
        assertThat(create(creator, request(50, capability("nodeGetVersion", 99)))
                        .toString())
                .isEqualTo("400 {\"status\":\"INVALID_TOKEN_CAPABILITIES\"}");
        assertThat(create(creator, request(50, capability("nodeGetVersion", null)))
                        .body())
                .isEqualTo("{\"status\":\"INVALID_TOKEN_CAPABILITIES\"}");
        assertThat(create(creator, request(50, capability("nodeGetInfo", 2))).body())
                .isEqualTo("{\"status\":\"INVALID_TOKEN_CAPABILITIES\"}");
        assertThat(create(creator, request(5000, capability("nodeGetVersion", 2)))
                        .toString())
                .isEqualTo("400 {\"status\":\"INVALID_TOKEN_LIFETIME\"}");
        assertThat(create(creator, request(null, capability("nodeGetVersion", 2)))
                        .body())
                .isEqualTo("{\"status\":\"INVALID_TOKEN_LIFETIME\"}");
    }

    @Test
    void a_childs_calls_are_charged_to_its_parent_too() {
        String parent = token(null, capability("tokensCreate", null), capability("tokensGetToken", 3));
        String child =
                create(parent, request(null, capability("tokensGetToken", 2))).text("token");

        assertThat(call("GET", "/api/v3/token", child).status()).isEqualTo(200);
        assertThat(call("GET", "/api/v3/token", child).status()).isEqualTo(200);
        assertThat(call("GET", "/api/v3/token", child).status()).isEqualTo(403);
        assertThat(call("GET", "/api/v3/token", parent).status()).isEqualTo(200);
        assertThat(call("GET", "/api/v3/token", parent).status()).isEqualTo(403);
    }

    @Test
    void a_token_is_deleted_by_its_value_or_by_its_id_once() {
        String byValue = token(null, capability("tokensGetToken", null));
        String byId = token(null, capability("tokensGetToken", null));
        String id = call("GET", "/api/v3/token", byId).text("id");

        assertThat(call("DELETE", "/api/v3/tokens/" + byValue, AdminApp.ADMIN_TOKEN)
                        .toString())
                .isEqualTo("204 ");
        assertThat(call("DELETE", "/api/v3/tokens/" + byValue, AdminApp.ADMIN_TOKEN)
                        .toString())
                .isEqualTo("404 ");
        assertThat(call("DELETE", "/api/v3/tokens/" + id, AdminApp.ADMIN_TOKEN).status())
                .isEqualTo(204);
        assertThat(call("GET", "/api/v3/token", byValue).toString()).isEqualTo(UNKNOWN);
        assertThat(call("GET", "/api/v3/token", byId).toString()).isEqualTo(UNKNOWN);
    }

    @Test
    void a_scoped_token_deletes_itself_its_children_and_what_it_can_name_by_value() {
        String deleter = token(null, capability("tokensDelete", null), capability("tokensCreate", null));
        String stranger = token(null, capability("tokensGetToken", null), capability("tokensDelete", null));
        String strangersId = call("GET", "/api/v3/token", stranger).text("id");
        String child =
                create(deleter, request(null, capability("tokensDelete", null))).text("token");

        assertThat(call("DELETE", "/api/v3/tokens/" + strangersId, deleter).toString())
                .isEqualTo("404 ");
        assertThat(call("DELETE", "/api/v3/tokens/" + child, deleter).status()).isEqualTo(204);
        assertThat(call("DELETE", "/api/v3/tokens/" + stranger, deleter).status())
                .isEqualTo(204);
        assertThat(call("DELETE", "/api/v3/tokens/" + deleter, deleter).status())
                .isEqualTo(204);
        assertThat(call("DELETE", "/api/v3/tokens/" + deleter, deleter).toString())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void a_token_made_here_is_good_for_this_api_alone() {
        String token = token(null, capability("tokensGetToken", null));

        Answer answer = app.get("/api/v1/auth", token);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text("detail")).isEqualTo("the token is not meant for this API");
    }

    @Test
    void an_expired_token_is_not_authenticated() throws InterruptedException {
        String token = token(1, capability("tokensGetToken", null));
        Thread.sleep(1_200);

        assertThat(call("GET", "/api/v3/token", token).toString()).isEqualTo(UNKNOWN);
        assertThat(call("DELETE", "/api/v3/tokens/" + token, AdminApp.ADMIN_TOKEN)
                        .toString())
                .isEqualTo("404 ");
    }
}
