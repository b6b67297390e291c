package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operations of an API are taken from its OpenAPI document. */
@ExtendWith(Pages.InBrowser.class)
class ImportIT {

    static final Path DOCUMENT =
            Path.of(System.getProperty("scopegate.root"), "policy-admin/src/test/resources/openapi/harbour.yaml");

    @Test
    void a_document_is_chosen_previewed_and_taken_over(Pages pages) {
        Visitor admin = pages.administrator();
        admin.follow("Operations").follow("Import OpenAPI").fill("API", "harbour-of-the-tests");
        admin.field("Document, as a file").setInputFiles(DOCUMENT);
        admin.press("Preview").sees("Harbour API").reads("0 removed").reads("listBerths");
        int added = Integer.parseInt(admin.page()
                .getByText(Pattern.compile("^\\d+ added$"))
                .textContent()
                .replace(" added", ""));
        assertThat(added).isGreaterThanOrEqualTo(40);
        assertThat(catalogue(pages)).isEqualTo(404);

        admin.press("Import").reads("The operations of harbour-of-the-tests are taken over.");

        Locator shown = admin.page().locator("details[open] .operations > li");
        assertThat(shown).hasCount(added);
        admin.fill("Search operations", "listBerths");
        assertThat(admin.page().locator("#found")).hasText("1 operation found");
        assertThat(shown.filter(new Locator.FilterOptions().setVisible(true))).hasCount(1);
        assertThat(catalogue(pages)).isEqualTo(200);
    }

    private static int catalogue(Pages pages) {
        return Caller.send(pages.caller()
                        .bearer("/api/v1/catalogues/harbour-of-the-tests")
                        .GET()
                        .build())
                .statusCode();
    }
}
