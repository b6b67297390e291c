package dev.scopegate.admin.web.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.web.Browser;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationPagesTest {

    private static final Pattern ETAG = Pattern.compile("name=\"etag\" value=\"([^\"]*)\"");
    private static final String DOCUMENT = """
            openapi: 3.0.0
            info: { title: 'Pages <script>', version: '1' }
            paths:
              /a: { get: { operationId: readA, tags: [first], summary: '<script>read a' } }
              /b: { post: { summary: write b } }
            """;

    private final AdminApp app = AdminApp.shared();
    private final Browser admin = Browser.of(app, "admin", AdminApp.ADMIN_PASSWORD);

    private static Map<String, String> form(String api, String document) {
        return new HashMap<>(Map.of("api", api, "document", document, "prefix", "/api"));
    }

    @Test
    void the_catalogues_can_be_looked_at_and_only_an_administrator_imports() {
        Browser user = Browser.of(app, app.user());
        assertThat(user.get("/ui/operations").body())
                .contains("hopr")
                .contains("must be named")
                .doesNotContain("Import OpenAPI");
        assertThat(admin.get("/ui/operations").body()).contains("Import OpenAPI");
        assertThat(admin.get("/ui/operations/import").status()).isEqualTo(200);
        assertThat(user.get("/ui/operations/import").status()).isEqualTo(403);
        assertThat(user.post("/ui/operations/import/preview", form("paged", DOCUMENT))
                        .status())
                .isEqualTo(403);
        assertThat(user.post("/ui/operations/import", form("paged", DOCUMENT)).status())
                .isEqualTo(403);
    }

    @Test
    void an_import_is_previewed_applied_and_not_applied_to_another_catalogue() {
        Answer preview = admin.post("/ui/operations/import/preview", form("paged", DOCUMENT));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body())
                .contains("2 added")
                .contains("no operationId")
                .contains("/api/a")
                .contains("Pages &lt;script&gt;")
                .doesNotContain("<script>read");
        Matcher etag = ETAG.matcher(preview.body());
        assertThat(etag.find()).isTrue();

        Map<String, String> apply = form("paged", DOCUMENT);
        apply.put("etag", etag.group(1));
        assertThat(admin.post("/ui/operations/import", apply).header("Location"))
                .contains("/ui/operations?imported=paged");
        assertThat(admin.get("/ui/operations?imported=paged").body()).contains("postB");
        Answer late = admin.post("/ui/operations/import", apply);
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.body()).contains("Nothing was imported");
    }

    @Test
    void a_document_can_be_chosen_as_a_file() {
        Answer page = admin.get("/ui/operations/import");
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(csrf.find()).isTrue();
        String body = part("_csrf", "", csrf.group(1)) + part("api", "", "filed")
                + part("file", "; filename=\"api.yaml\"", DOCUMENT) + "--x--\r\n";
        Answer preview = app.exchange(
                "POST",
                "/ui/operations/import/preview",
                Map.of("Cookie", admin.cookie(), "Content-Type", "multipart/form-data; boundary=x"),
                body);
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.body()).contains("2 added").contains("readA");
    }

    private static String part(String name, String more, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + value + "\r\n";
    }

    @Test
    void what_is_no_document_is_said_and_what_was_typed_is_kept() {
        Answer answer = admin.post("/ui/operations/import/preview", form("paged", "nonsense"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("role=\"alert\"")
                .contains("nonsense")
                .contains("value=\"paged\"");
    }
}
