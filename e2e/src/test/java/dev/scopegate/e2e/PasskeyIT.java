package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
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
        add(visitor.signIn("keeper-of-keys", "a long password"), "the tests' device", "a long password");
        assertThat(visitor.page().getByText("the tests' device").first()).isVisible();
        visitor.press("Sign out");
        assertThat(visitor.page()).hasTitle("Sign in · Scopegate");

        visitor.press("Sign in with a passkey");

        assertThat(visitor.page()).hasTitle("Overview · Scopegate");
        assertThat(visitor.page().locator(".who-name")).containsText("keeper-of-keys");
    }

    @Test
    void an_account_that_asks_for_its_passkey_is_opened_by_both_and_by_the_password_again_once_it_asks_no_more(
            Pages pages) throws IOException {
        pages.caller().account("careful-keeper", "a long password", List.of(), List.of("* /**"));
        Visitor visitor = pages.visitor(Pages.WIDE);
        add(visitor.signIn("careful-keeper", "a long password"), "first device", "a long password");
        assertThat(visitor.page().getByText("first device").first()).isVisible();
        visitor.press("Ask for my passkey, by passkey").reads("asked for at every sign-in");
        EveryPageIT.check(visitor.page(), "account-with-passkey");
        visitor.page().setViewportSize(Pages.WIDE, 900);
        visitor.press("Sign out");

        visitor.open("/ui/tokens");
        visitor.fill("User name or e-mail address", "careful-keeper").fill("Password", "a long password");
        visitor.press("Sign in").sees("Now your passkey");
        EveryPageIT.check(visitor.page(), "sign-in-second");
        visitor.page().setViewportSize(Pages.WIDE, 900);
        visitor.page().navigate("/ui/account");
        assertThat(visitor.page()).hasTitle("Sign in · Scopegate");
        visitor.open("/ui/tokens");
        visitor.fill("User name or e-mail address", "careful-keeper").fill("Password", "a long password");
        visitor.press("Sign in").sees("Now your passkey").press("Use the passkey");
        assertThat(visitor.page()).hasTitle("Tokens · Scopegate");

        visitor.open("/ui/account").press("Ask no more, by passkey").reads("asked for no more");
        visitor.press("Sign out");
        visitor.signIn("careful-keeper", "a long password");
    }

    /** Gives a visitor's browser such a device, and the visitor's account a passkey that it keeps. */
    static void add(Visitor visitor, String name, String password) {
        withDevice(visitor.page());
        visitor.open("/ui/account").fill("Name of the new passkey", name).fill("Password, to add a passkey", password);
        visitor.press("Add a passkey").reads("The passkey is added.");
    }

    private static void withDevice(Page page) {
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
