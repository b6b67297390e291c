package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in and out. */
@ExtendWith(Pages.InBrowser.class)
class SignInIT {

    @Test
    void whoever_signs_in_comes_to_the_page_that_was_asked_for(Pages pages) {
        Visitor visitor = pages.visitor(Pages.NARROW).open("/ui/tokens/new");
        visitor.fill("User name or e-mail address", "admin").fill("Password", Installation.ADMIN_PASSWORD);
        visitor.press("Sign in").sees("Issue a token");
    }

    @Test
    void whoever_signed_out_sees_no_page_even_by_going_back(Pages pages) {
        Visitor visitor = pages.visitor(Pages.WIDE)
                .signIn("admin", Installation.ADMIN_PASSWORD)
                .open("/ui/tokens");
        visitor.press("Sign out");
        assertThat(visitor.page()).hasTitle("Sign in · Scopegate");
        visitor.page().goBack();
        visitor.page().reload();
        assertThat(visitor.page()).hasTitle("Sign in · Scopegate");
    }

    @Test
    void a_wrong_password_is_said_and_the_name_is_kept(Pages pages) {
        Visitor visitor = pages.visitor(Pages.WIDE).open("/ui/sign-in");
        visitor.fill("User name or e-mail address", "admin").fill("Password", "a wrong password");
        visitor.press("Sign in");
        assertThat(visitor.page().locator("#sign-in-error")).isVisible();
        assertThat(visitor.field("User name or e-mail address")).hasValue("admin");
    }
}
