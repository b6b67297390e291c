package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** Someone before a browser, who sees what a person sees: words, fields, buttons. What the browser complains of is kept. */
final class Visitor {

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Visitor(Page page) {
        this.page = page;
        page.onConsoleMessage(this::hear);
        page.onPageError(complaints::add);
    }

    /** That a page was answered 404, or a form 422, is what some tests are about; it is no complaint about the page. */
    private void hear(ConsoleMessage message) {
        boolean status = message.text().startsWith("Failed to load resource: the server responded with a status of 4");
        if (message.type().equals("error") && !(status && message.location().startsWith(page.url()))) {
            complaints.add(message.text() + " at " + message.location() + " on " + page.url());
        }
    }

    Page page() {
        return page;
    }

    Visitor signIn(String name, String password) {
        open("/ui/sign-in");
        field("User name or e-mail address").fill(name);
        field("Password").fill(password);
        press("Sign in");
        assertThat(page).hasTitle("Overview · Scopegate");
        return this;
    }

    Visitor open(String path) {
        page.navigate(path);
        return this;
    }

    /** Presses the button of this name. */
    Visitor press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
        return this;
    }

    /** Follows the link of this name. */
    Visitor follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
        return this;
    }

    Visitor fill(String field, String text) {
        field(field).fill(text);
        return this;
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .and(page.locator("input, select, textarea"));
    }

    /** Ticks an operation, once the search has found it, and waits until it is among what is allowed. */
    Visitor pick(String api, String operation) {
        fill("Search operations", operation);
        page.locator("input[name=pick][value='" + api + ":" + operation + "']").check();
        assertThat(page.locator(".capability-row").filter(new Locator.FilterOptions().setHasText(operation)))
                .isVisible();
        return this;
    }

    /** Waits until the page has this heading, and is there as a whole: keys are faster than people. */
    Visitor sees(String heading) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading))
                        .first())
                .isVisible();
        page.waitForLoadState();
        return this;
    }

    /** Waits until these words stand there. */
    Visitor reads(String words) {
        assertThat(page.locator("#main").getByText(words).first()).isVisible();
        return this;
    }

    /** The secret on the page that shows it once. */
    String secret() {
        sees("Its secret");
        return page.locator("#secret").textContent();
    }

    /** Ends the session's browser, which must have had nothing to complain of. */
    void leave() {
        page.context().close();
        assertThat(complaints).as("what the browser's console said").isEmpty();
    }
}
