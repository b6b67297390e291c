package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two administrators change one access list at once, each in a browser of their own. */
@ExtendWith(Pages.InBrowser.class)
class EditConflictIT {

    @Test
    void the_second_to_save_sees_both_versions_and_nothing_is_overwritten(Pages pages) {
        String list = Caller.member(
                pages.caller()
                        .made(
                                "/api/v1/acls",
                                "{\"name\":\"as it was\",\"capabilities\":[{\"capability\":\"hopr:nodeGetVersion\"}]}"),
                "id");
        Visitor first = pages.administrator().open("/ui/acls/" + list);
        Visitor second = pages.administrator().open("/ui/acls/" + list);
        first.fill("Name", "named by the first").press("Review changes").sees("Review changes");
        second.fill("Name", "named by the second").pick("hopr", "nodeGetPeers");
        second.press("Review changes").sees("Review changes");

        first.press("Save changes").sees("named by the first");
        second.press("Save changes").sees("Somebody changed this list meanwhile");

        assertThat(second.page().locator("section[aria-labelledby=theirs]")).containsText("named by the first");
        assertThat(second.page().locator("section[aria-labelledby=mine]")).containsText("named by the second");
        String kept = Caller.send(
                        pages.caller().bearer("/api/v1/acls/" + list).GET().build())
                .body();
        assertThat(kept).contains("named by the first").doesNotContain("nodeGetPeers");

        second.press("Edit mine further").press("Review changes").reads("named by the first");
        second.press("Save changes").sees("named by the second");
    }
}
