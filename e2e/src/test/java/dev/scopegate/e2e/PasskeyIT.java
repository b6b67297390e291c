package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A device that keeps passkeys, as the browser's own virtual one does. Passkeys belong to a host name. */
@ExtendWith(Pages.InBrowser.class)
class PasskeyIT {

    @Test
    void whoever_adds_a_passkey_signs_in_with_it_and_without_a_password(Pages pages) {
        pages.caller().account("keeper-of-keys", "a long password", List.of(), List.of("* /**"));
        Visitor visitor = pages.visitor(Pages.WIDE);
        withDevice(visitor.page());
        visitor.signIn("keeper-of-keys", "a long password").open("/ui/account");
        visitor.fill("Name of the new passkey", "the tests' device").press("Add a passkey");
        assertThat(visitor.page().getByText("the tests' device").first()).isVisible();
        visitor.press("Sign out");
        assertThat(visitor.page()).hasTitle("Sign in · Scopegate");

        visitor.press("Sign in with a passkey");

        assertThat(visitor.page()).hasTitle("Overview · Scopegate");
        assertThat(visitor.page().locator(".who-name")).containsText("keeper-of-keys");
    }

    /** Gives a visitor's browser such a device. */
    static void withDevice(Page page) {
        CDPSession browser = page.context().newCDPSession(page);
        browser.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject device = new JsonObject();
        device.add("options", options);
        browser.send("WebAuthn.addVirtualAuthenticator", device);
    }
}
