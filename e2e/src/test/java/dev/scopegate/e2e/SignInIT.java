package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Signing in and out in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInIT {

    private Chromium chromium;
    private Installation installation;

    @BeforeAll
    void start() {
        chromium = Chromium.launch();
        installation = Installation.start(1);
    }

    @AfterAll
    void stop() {
        if (installation != null) {
            installation.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void an_administrator_signs_in_and_out_by_keyboard_alone() {
        Page page = chromium.visit(installation.admin(), 1440, 900);
        page.navigate("/ui");
        page.keyboard().type("admin");
        page.keyboard().press("Tab");
        page.keyboard().type(Installation.ADMIN_PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page).hasTitle("Overview · Scopegate");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .focus();
        page.keyboard().press("Enter");
        assertThat(page).hasTitle("Sign in · Scopegate");
    }

    @Test
    void the_sign_in_has_no_serious_accessibility_violation() {
        Page page = chromium.visit(installation.admin(), 360, 740);
        page.navigate("/ui/sign-in");
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .filteredOn(violation -> !"minor".equals(violation.getImpact()))
                .isEmpty();
    }
}
