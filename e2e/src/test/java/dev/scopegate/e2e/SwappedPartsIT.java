package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A part of a page that comes later behaves as one that came with the page. */
@ExtendWith(Pages.InBrowser.class)
class SwappedPartsIT {

    private static final Pattern EXACT = Pattern.compile("20\\d\\d.*\\(20\\d\\d-\\d\\d-\\d\\dT.*Z\\)");

    @Test
    void a_list_that_was_searched_has_times_for_readers_and_cards_for_phones(Pages pages) {
        pages.scenery().fresh("a token of its own kind");
        Visitor admin = pages.administrator().open("/ui/tokens");
        Page page = admin.page();

        page.waitForResponse(answer -> answer.url().contains("text=own"), () -> admin.fill("Find", "own kind"));

        Locator rows = page.locator("#found tbody tr");
        assertThat(rows).hasCount(1);
        assertThat(rows.locator("time").first()).hasAttribute("title", EXACT);
        assertThat(rows.locator("td").nth(1)).hasAttribute("data-label", "State");
        page.setViewportSize(Pages.NARROW, 900);
        assertThat(page.locator("#found thead")).hasCSS("position", "absolute");
    }

    @Test
    void an_answer_is_where_reading_goes_on(Pages pages) {
        Visitor admin = pages.administrator().open("/ui/why");
        admin.fill("Token", pages.scenery().token()).fill("API", "hopr").fill("Path", "/api/v3/account/balances");

        admin.press("Explain").sees("This call is refused");

        assertThat(admin.page().locator("#verdict")).isFocused();
    }

    @Test
    void a_refusal_that_just_happened_has_a_time_for_readers(Pages pages) {
        Visitor admin = pages.administrator();
        assertThat(admin.page().locator("[data-live-state]")).hasText("live");
        Caller.Issued token = pages.caller().issue(0);

        new Caller(pages.installation().gateway(0), token.token()).status("/api/v3/node/info");

        Locator refusal =
                admin.page().locator(".refusals li.is-new").filter(new Locator.FilterOptions().setHasText(token.id()));
        assertThat(refusal.locator("time")).hasAttribute("title", EXACT);
    }
}
