package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Someone without a mouse does all that the story of a token needs. */
@ExtendWith(Pages.InBrowser.class)
class KeyboardIT {

    /** What stands where the keyboard is, as it is called. */
    private static final String FOCUSED = """
            (() => {
              const at = document.activeElement;
              const labels = [...(at.labels ?? [])].map((label) => label.innerText);
              return [at.getAttribute('aria-label'), ...labels, at.innerText, at.value].find((text) => text) ?? '';
            })()""";

    private static final int MOST_STOPS = 150;

    @Test
    void a_list_is_made_a_token_issued_and_its_secret_reached_by_keys_alone(Pages pages) {
        Visitor visitor = pages.visitor(Pages.WIDE).open("/ui");
        Keyboard keys = visitor.page().keyboard();
        keys.type("admin");
        keys.press("Tab");
        keys.type(Installation.ADMIN_PASSWORD);
        keys.press("Enter");
        assertThat(visitor.page()).hasTitle("Overview · Scopegate");

        makeList(visitor, keys);
        reach(visitor, "Issue a token from it");
        keys.press("Enter");
        visitor.sees("Issue a token");
        reach(visitor, "Description");
        keys.type("made by keys alone");
        keys.press("Enter");
        String secret = visitor.secret();
        reach(visitor, "Copy");
        keys.press("Enter");
        assertThat(visitor.page().getByText("Copied").first()).isVisible();

        assertThat(visitor.page().evaluate("navigator.clipboard.readText()")).isEqualTo(secret);
        assertThat(new Caller(pages.installation().gateway(0), secret).status("/api/v3/node/version"))
                .isEqualTo(200);
        signOut(visitor, keys);
    }

    private static void makeList(Visitor visitor, Keyboard keys) {
        reach(visitor, "Access lists");
        keys.press("Enter");
        visitor.sees("Access lists");
        reach(visitor, "New access list");
        keys.press("Enter");
        assertThat(visitor.field("Name")).isVisible();
        reach(visitor, "Name");
        keys.type("by keys");
        reach(visitor, "Search operations");
        keys.type("nodeGetVersion");
        reach(visitor, "nodeGetVersion");
        keys.press("Space");
        assertThat(visitor.page()
                        .locator(".capability-row")
                        .filter(new Locator.FilterOptions().setHasText("hopr:nodeGetVersion")))
                .isVisible();
        reach(visitor, "Make the list");
        keys.press("Enter");
        visitor.reads("The list is made.");
    }

    private static void signOut(Visitor visitor, Keyboard keys) {
        reach(visitor, "Sign out");
        keys.press("Enter");
        assertThat(visitor.page()).hasTitle("Sign in · Scopegate");
    }

    /** Goes on by Tab until it stands on what is called so. */
    private static void reach(Visitor visitor, String name) {
        Page page = visitor.page();
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            if (String.valueOf(page.evaluate(FOCUSED)).strip().startsWith(name)) {
                return;
            }
        }
        throw new AssertionError("no " + MOST_STOPS + " presses of Tab reach '" + name + "'");
    }
}
