package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CataloguesTest {

    private static final AtomicInteger APIS = new AtomicInteger();
    private static final String SMALL = """
            openapi: 3.0.0
            info: { title: Small, version: '1' }
            paths:
              /a: { get: { operationId: readA, summary: read a } }
              /b: { get: { operationId: readB }, post: { operationId: writeB } }
            """;

    private final AdminApp app = AdminApp.shared();
    private final String api = "imported-" + APIS.incrementAndGet();
    private final String path = "/api/v1/catalogues/" + api;

    private Answer call(String method, String where, String token, String tag, String body) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + token));
        if (!tag.isEmpty()) {
            headers.put("If-Match", tag);
        }
        return app.exchange(method, where, headers, body);
    }

    private Answer preview(String document) {
        Answer answer = call("POST", path + "/preview", AdminApp.ADMIN_TOKEN, "", document);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer imported(String document, String query) {
        String tag = preview(document).text("etag");
        Answer answer = call("PUT", path + query, AdminApp.ADMIN_TOKEN, tag, document);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String harbour() {
        try (InputStream file = CataloguesTest.class.getResourceAsStream("/openapi/harbour.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> names(JsonNode operations) {
        return operations.valueStream().map(each -> each.get("name").asString());
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> byName = new HashMap<>();
        app.get(path, AdminApp.ADMIN_TOKEN)
                .json()
                .get("operations")
                .forEach(each -> byName.put(each.get("name").asString(), each));
        return byName;
    }

    @Test
    void a_whole_document_is_previewed_and_taken_over() {
        JsonNode preview = preview(harbour()).json();
        assertThat(preview.get("title").asString()).isEqualTo("Harbour API");
        assertThat(preview.get("prefix").asString()).isEqualTo("/v2");
        assertThat(preview.get("added").size()).isEqualTo(48);
        assertThat(preview.get("notes").valueStream().map(JsonNode::asString))
                .anySatisfy(note -> assertThat(note).startsWith("3 operations have no operationId"))
                .anySatisfy(note -> assertThat(note).contains("'assign pilot' is called 'assign_pilot'"))
                .anySatisfy(note -> assertThat(note).contains("'{certificateId}.pdf' became '*'"));
        assertThat(app.get(path, AdminApp.ADMIN_TOKEN).status()).isEqualTo(404);

        Answer imported = imported(harbour(), "");
        assertThat(imported.header("ETag"))
                .isEqualTo(app.get(path, AdminApp.ADMIN_TOKEN).header("ETag"));
        Map<String, JsonNode> operations = operations();
        assertThat(operations).hasSize(48).containsKeys("getHealth", "getTides", "getTidesByStation-id");
        JsonNode vessel = Objects.requireNonNull(operations.get("getVessel"));
        assertThat(vessel.get("match").get(0).asString()).isEqualTo("GET /v2/vessels/{imo}");
        assertThat(vessel.get("tag").asString()).isEqualTo("Vessels");
        assertThat(vessel.get("summary").asString()).isEqualTo("Show one vessel by its IMO number");
        assertThat(preview(harbour()).json().get("unchanged").intValue()).isEqualTo(48);
    }

    @Test
    void an_import_replaces_the_catalogue_that_was_previewed_and_no_other() {
        String tag = preview(SMALL).text("etag");
        assertThat(call("PUT", path, AdminApp.ADMIN_TOKEN, "", SMALL).status()).isEqualTo(428);
        imported(harbour(), "");
        Answer late = call("PUT", path, AdminApp.ADMIN_TOKEN, tag, SMALL);
        assertThat(late.status()).isEqualTo(412);
        assertThat(operations()).hasSize(48);
    }

    @Test
    void what_a_document_no_longer_lists_goes_or_stays_as_is_wanted() {
        imported(SMALL, "");
        String shorter =
                SMALL.replace(", post: { operationId: writeB }", "").replace("readA, summary: read a", "first");
        JsonNode preview = preview(shorter).json();
        assertThat(names(preview.get("added"))).containsExactly("first");
        assertThat(names(preview.get("removed"))).containsExactly("readA", "writeB");

        imported(shorter, "?missing=keep");
        assertThat(operations()).containsOnlyKeys("first", "readB", "writeB");
        imported(shorter, "");
        assertThat(operations()).containsOnlyKeys("first", "readB");
    }

    @Test
    void a_preview_names_the_lists_and_tokens_whose_entries_would_cover_nothing() {
        imported(SMALL, "");
        User user = app.user();
        List<Map<String, String>> entries = List.of(Map.of("capability", api + ":writeB"));
        Answer list = app.post("/api/v1/acls", user.login(), json("name", "writers", "capabilities", entries));
        assertThat(list.status()).as(list.body()).isEqualTo(201);
        Answer token = app.post("/api/v1/tokens", user.login(), json("description", "w", "capabilities", entries));
        assertThat(token.status()).as(token.body()).isEqualTo(201);

        JsonNode preview =
                preview(SMALL.replace(", post: { operationId: writeB }", "")).json();
        assertThat(preview.get("accessLists").intValue()).isEqualTo(1);
        assertThat(preview.get("someAccessLists").get(0).get("id").asString()).isEqualTo(list.text("id"));
        assertThat(preview.get("tokens").intValue()).isEqualTo(1);
        assertThat(preview.get("someTokens").get(0).get("id").asString()).isEqualTo(token.text("id"));
    }

    @Test
    void only_an_administrator_imports_and_never_what_is_our_own() {
        User user = app.user();
        assertThat(call("POST", path + "/preview", user.login(), "", SMALL).status())
                .isEqualTo(403);
        assertThat(call("PUT", path, user.login(), "*", SMALL).status()).isEqualTo(403);
        assertThat(call("PUT", path, "", "*", SMALL).status()).isEqualTo(401);
        assertThat(call("PUT", "/api/v1/catalogues/scopegate", AdminApp.ADMIN_TOKEN, "*", SMALL)
                        .status())
                .isEqualTo(403);
        assertThat(app.get("/api/v1/catalogues", user.login())
                        .json()
                        .get("catalogues")
                        .valueStream()
                        .map(each -> each.get("api").asString()))
                .contains("hopr", "scopegate");
        assertThat(app.get("/api/v1/catalogues/demo", user.login()).status()).isEqualTo(200);
        assertThat(app.get("/api/v1/catalogues/nothing", user.login()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "[]",
                "{",
                "{}",
                "swagger: '2.0'",
                "openapi: 3.0.0\npaths: {}",
                "openapi: 3.0.0\ninfo: &a { title: x }\nx-y: *a\npaths: { /a: { get: {} } }",
                "a: b: c: d",
            })
    void what_is_no_document_is_refused_in_words(String document) {
        Answer answer = call("POST", path + "/preview", AdminApp.ADMIN_TOKEN, "", document);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("document");
    }

    @Test
    void a_document_that_is_too_long_or_too_deep_is_refused_unread() {
        String endless = SMALL + "x-filler: " + "y".repeat(2 * 1024 * 1024);
        assertThat(call("POST", path + "/preview", AdminApp.ADMIN_TOKEN, "", endless)
                        .status())
                .isEqualTo(413);
        String deep = "{\"openapi\":\"3.0.0\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(call("POST", path + "/preview", AdminApp.ADMIN_TOKEN, "", deep)
                        .status())
                .isEqualTo(400);
        String deepYaml = "openapi: 3.0.0\nx: " + "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(call("POST", path + "/preview", AdminApp.ADMIN_TOKEN, "", deepYaml)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void references_are_not_followed() {
        String document = SMALL + "  /elsewhere: { $ref: 'http://127.0.0.1:1/paths.yaml#/x' }\n";
        JsonNode preview = preview(document).json();
        assertThat(preview.get("added").size()).isEqualTo(3);
        assertThat(preview.get("notes").get(0).asString()).contains("'/elsewhere'", "not followed");
    }
}
