package dev.scopegate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds in a page that keeps people out. It is loaded into a page once, and asked as often as the page changes. */
final class Axe {

    private static final String SCRIPT = AxeBuilder.getAxeScript();

    /** All its rules, but of what they found only what is wrong: the rest of its report is far larger than the page. */
    private static final String WRONG = """
            () => axe.run(document, {resultTypes: ['violations']}).then((report) => report.violations
                .filter((rule) => rule.impact === 'serious' || rule.impact === 'critical')
                .map((rule) => rule.id + ': ' + rule.nodes
                    .map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('; ')))""";

    private Axe() {}

    /** What is serious or critical, a line for each rule. */
    static List<?> violations(Page page) {
        assertThat(page.frames()).as("frames, which would need axe each").hasSize(1);
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate("() => {" + SCRIPT + "}");
        }
        return (List<?>) page.evaluate(WRONG);
    }
}
