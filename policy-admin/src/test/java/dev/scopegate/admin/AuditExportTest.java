package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditExportTest {

    private static final AdminApp APP = AdminApp.shared();
    private final User user = APP.user();

    @Test
    void an_export_holds_all_entries_and_not_only_a_page() {
        for (int i = 0; i < 12; i++) {
            APP.post("/api/v1/clients", user.login(), json("name", "app " + i));
        }
        Answer lines = APP.get("/api/v1/audit/export?format=jsonl&action=client", user.login());
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(lines.body().lines().map(line -> JsonMapper.shared().readTree(line)))
                .hasSize(12)
                .allSatisfy(entry -> assertThat(entry.get("actor").asString()).isEqualTo(user.account()));
    }

    @Test
    void no_cell_is_a_formula_and_quotes_are_doubled() {
        APP.post("/api/v1/clients", user.login(), json("name", "=1+\"1\""));
        String csv = APP.get("/api/v1/audit/export?format=csv&action=client.create", user.login())
                .body();
        assertThat(csv).contains("\"\"name\"\":\"\"=1+\\\"\"1\\\"\"\"\"");
        APP.exchange("GET", "/api/v1/tokens/=cmd", java.util.Map.of("Authorization", "Bearer " + user.login()), null);
        assertThat(csv.lines()).noneMatch(line -> line.startsWith("=") || line.contains(",=") || line.contains(",+"));
    }

    @Test
    void one_entry_is_found_by_its_id_by_those_whom_it_concerns() {
        JsonNode change =
                APP.get("/api/v1/audit", user.login()).json().get("entries").get(0);
        String path = "/api/v1/audit/" + change.get("id").asString();
        assertThat(APP.get(path, user.login()).json()).isEqualTo(change);
        assertThat(APP.get(path, APP.user().login()).status()).isEqualTo(404);
        assertThat(APP.get(path, AdminApp.ADMIN_TOKEN).status()).isEqualTo(200);
        assertThat(APP.get(path, null).status()).isEqualTo(401);

        JsonNode decision = APP.get("/api/v1/audit?kind=decisions", user.login())
                .json()
                .get("entries")
                .get(0);
        String other = "/api/v1/audit/" + decision.get("entry").asString();
        assertThat(APP.get(other, user.login()).json()).isEqualTo(decision);
        assertThat(APP.get(other, APP.user().login()).status()).isEqualTo(404);
    }

    @Test
    void filters_narrow_what_an_account_sees_and_never_widen_it() {
        User other = APP.user();
        assertThat(APP.get("/api/v1/audit?actor=" + other.account(), user.login())
                        .json()
                        .get("entries"))
                .isEmpty();
        assertThat(APP.get("/api/v1/audit?subject=" + user.account(), user.login())
                        .json()
                        .get("entries"))
                .isNotEmpty();
        assertThat(APP.get("/api/v1/audit?until=2001-01-01T00:00:00Z", user.login())
                        .json()
                        .get("entries"))
                .isEmpty();
        assertThat(APP.get("/api/v1/audit?from=soon", user.login()).status()).isEqualTo(400);
        assertThat(APP.get("/api/v1/audit/export?format=pdf", user.login()).status())
                .isEqualTo(400);
        assertThat(APP.get("/api/v1/audit/export?actor=" + other.account(), user.login())
                        .body()
                        .lines())
                .hasSize(1);
    }
}
