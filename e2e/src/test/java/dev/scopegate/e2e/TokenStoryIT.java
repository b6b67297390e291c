package dev.scopegate.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A token's life, as an administrator leads it in the pages and a program lives it at the gateway. */
@ExtendWith(Pages.InBrowser.class)
class TokenStoryIT {

    private static final String VERSION = "/api/v3/node/version";
    private static final String INFO = "/api/v3/node/info";

    @Test
    void a_token_is_made_used_refused_explained_granted_more_and_revoked(Pages pages) {
        Visitor admin = pages.administrator();
        makeList(admin, "version readers");
        admin.follow("Issue a token from it").fill("Description", "story").press("Issue the token");
        String secret = copied(admin);
        Caller program = new Caller(pages.installation().gateway(0), secret);

        assertThat(program.status(VERSION)).isEqualTo(200);
        assertThat(program.status(INFO)).isEqualTo(403);

        grantWhatWasRefused(admin);
        awaitStatus(program, INFO, 200);
        assertThat(program.status("/api/v3/node/peers")).isEqualTo(403);

        revoke(admin);
        awaitStatus(program, VERSION, 401);
        assertThat(program.status(INFO)).isEqualTo(401);
    }

    @Test
    void a_secret_is_shown_once(Pages pages) {
        Visitor admin = pages.administrator().open("/ui/tokens/new");
        admin.page().getByText("Capabilities of its own").click();
        admin.pick("hopr", "nodeGetVersion").fill("Description", "shown once").press("Issue the token");
        String secret = admin.secret();
        admin.page().reload();
        admin.sees("shown once");

        assertThat(secret).startsWith("sg_cap_");
        assertThat(admin.page().content()).doesNotContain(secret);
    }

    private static void makeList(Visitor admin, String name) {
        admin.follow("Access lists")
                .follow("New access list")
                .fill("Name", name)
                .pick("hopr", "nodeGetVersion");
        admin.press("Make the list").reads("The list is made.");
    }

    private static String copied(Visitor admin) {
        String secret = admin.secret();
        admin.press("Copy");
        assertThat(admin.page().getByText("Copied").first()).isVisible();
        assertThat(admin.page().evaluate("navigator.clipboard.readText()")).isEqualTo(secret);
        return secret;
    }

    private static void grantWhatWasRefused(Visitor admin) {
        admin.open("/ui");
        Locator refusal = admin.page()
                .locator(".refusals li")
                .filter(new Locator.FilterOptions().setHasText(INFO))
                .first();
        refusal.getByText("Why?").click();
        admin.sees("Grant exactly this").reads("hopr:nodeGetInfo");
        assertThat(admin.page().locator(".verdict")).isVisible();
        admin.press("Grant this to all of them").reads("Granted. Acknowledged by 1/1 gateways");
        assertThat(admin.page().locator(".verdict")).containsText("passes");
    }

    private static void revoke(Visitor admin) {
        admin.follow("To the token")
                .follow("Revoke…")
                .sees("Revoke this token?")
                .reads("no other token");
        admin.press("Revoke the token for good").sees("Revoked").reads("Acknowledged by 1/1 gateways");
    }

    private static void awaitStatus(Caller program, String path, int status) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(program.status(path)).isEqualTo(status));
    }
}
