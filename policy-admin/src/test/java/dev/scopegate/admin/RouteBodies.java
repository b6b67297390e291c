package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What calls bring that would otherwise be refused for their form: bodies that are complete, so that it shows whose record
 * they are about.
 */
final class RouteBodies {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String DOCUMENT = """
            {"openapi":"3.0.3","info":{"title":"Walk","version":"1"},
             "paths":{"/a":{"get":{"operationId":"a","responses":{"200":{"description":"done"}}}}}}""";

    private RouteBodies() {}

    /** A body and its type. */
    record Sent(String type, String text) {}

    /** What is sent to a route of an API about a record of this owner; the path holds the record's id. */
    static Sent ofCall(String route, String path, RouteRecords owner) {
        return switch (route) {
            case "POST /oauth2/introspect", "POST /oauth2/revoke" ->
                form(Map.of("token", owner.token().text("token")));
            case "PUT /api/v1/catalogues/{api}", "POST /api/v1/catalogues/{api}/preview" -> new Sent(JSON, DOCUMENT);
            case "POST /api/v1/policy/diff", "PUT /api/v1/policy" -> new Sent("application/yaml", "accessLists: {}\n");
            default -> new Sent(JSON, textOf(route, owner));
        };
    }

    private static String textOf(String route, RouteRecords owner) {
        return switch (route) {
            case "POST /api/v1/accounts" -> json("username", "made" + unique());
            case "PATCH /api/v1/accounts/{id}" -> "{\"locked\":true}";
            case "PATCH /api/v1/account" -> json("displayName", "changed");
            case "POST /api/v1/acls", "PUT /api/v1/acls/{id}" ->
                "{\"name\":\"changed\",\"capabilities\":[{\"capability\":\"GET /a\"}]}";
            case "POST /api/v1/acls/preview" ->
                "{\"id\":\"" + owner.acl() + "\",\"name\":\"x\",\"capabilities\":[{\"capability\":\"GET /b\"}]}";
            case "POST /api/v1/auth/acls" -> json("name", "x", "allowed_endpoints", List.of("GET /a"));
            case "PUT /api/v1/auth/acls/{id}" -> json("name", "changed");
            case "POST /api/v1/clients" -> json("name", "x");
            case "POST /api/v1/decisions/explain", "POST /api/v1/decisions/grant" -> owner.refusedCall();
            case "DELETE /api/v1/identities" -> json("identity", "passkey:" + owner.passkey(), "proof", owner.proof());
            case "DELETE /api/v1/passkeys/{id}" -> write(owner.proof());
            case "POST /api/v1/identities/challenge" -> json("key", "0x" + "a1".repeat(20));
            case "POST /api/v1/passkeys" -> write(owner.newPasskey(owner.device()));
            case "PUT /api/v1/account/second-factor" -> owner.firstProof();
            case "DELETE /api/v1/account/second-factor" -> owner.demandedProof();
            case "POST /api/v1/tokens" -> json("accessList", owner.acl());
            case "PATCH /api/v1/tokens/{id}" -> json("description", "changed");
            case "POST /api/v3/tokens" -> json("capabilities", List.of(Map.of("endpoint", "channelsGetChannels")));
            default -> "{}";
        };
    }

    /** What a page's form, or its script, sends. */
    static Sent ofPage(String route, String path, RouteRecords owner) {
        return switch (route) {
            case "POST /ui/account/passkeys" -> new Sent(JSON, write(owner.newPasskey(owner.device())));
            case "POST /ui/account/second-factor/off-by-passkey" -> new Sent(JSON, owner.demandedProof());
            default -> form(fieldsOf(route, path, owner));
        };
    }

    private static Map<String, String> fieldsOf(String route, String path, RouteRecords owner) {
        return switch (route) {
            case "POST /ui/account/second-factor" -> Map.of("proof", owner.firstProof());
            case "POST /ui/account/second-factor/off" -> Map.of("proof", owner.demandedProof());
            case "POST /ui/account/unlink" ->
                Map.of("identity", "passkey:" + owner.passkey(), "proof", write(owner.proof()));
            case "POST /ui/accounts/{id}" -> Map.of("etag", owner.etagOfAccount());
            case "POST /ui/accounts/new" -> Map.of("username", "made" + unique());
            case "POST /ui/accounts/{id}/delete" -> Map.of("name", owner.name());
            case "POST /ui/accounts/{id}/lock" -> Map.of("locked", "true");
            case "POST /ui/acls" -> list("");
            case "POST /ui/acls/{id}", "POST /ui/acls/{id}/review", "POST /ui/acls/{id}/edit" ->
                list(owner.etagOf(path.split("/", -1)[3]));
            case "POST /ui/acls/{id}/delete" -> Map.of("tokens", "0");
            case "POST /ui/clients" -> Map.of("name", "x");
            case "POST /ui/operations/import", "POST /ui/operations/import/preview" ->
                Map.of("api", "walk-page", "document", DOCUMENT, "prefix", "/walk", "etag", "");
            case "POST /ui/tokens/new" -> Map.of("source", "list", "accessList", owner.acl(), "lifetime", "never");
            case "POST /ui/why", "POST /ui/why/grant" ->
                Map.of("token", owner.token().text("id"), "api", "demo", "path", "/demo/hello");
            default -> Map.of();
        };
    }

    private static Map<String, String> list(String etag) {
        return Map.of("name", "changed", "row", "0", "capability.0", "GET /a", "etag", etag);
    }

    private static Sent form(Map<String, String> fields) {
        return new Sent(
                FORM,
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 13);
    }

    private static String write(Map<String, Object> body) {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
