package dev.scopegate.admin.web;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AuditPageTest {

    private static final AdminApp APP = AdminApp.shared();
    private static final Pattern ENTRY = Pattern.compile("href=\"(/ui/audit/[0-9a-z-]+)\"");

    private final User user = APP.user();
    private final Browser browser = Browser.of(APP, user);

    @Test
    void ones_own_changes_are_listed_and_each_says_what_it_changed() {
        String mailbox = user.name() + "@example.org";
        browser.post("/ui/account", Map.of("displayName", "Ada", "email", mailbox, "password", user.password()));
        Answer list = browser.get("/ui/audit?action=account.register");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.body()).contains("account.register").doesNotContain("account.login<");

        Answer entry = browser.get(first(list));

        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.body())
                .contains("What it changed")
                .contains(user.name())
                .contains(user.account());
    }

    @Test
    void the_entries_of_others_are_not_there() {
        String entry = first(browser.get("/ui/audit?action=account.register"));
        Browser other = Browser.of(APP, APP.user());
        assertThat(other.get(entry).status()).isEqualTo(404);
        assertThat(other.get("/ui/audit?actor=" + user.account()).body()).contains("Nothing here");
        assertThat(Browser.of(APP, "admin", AdminApp.ADMIN_PASSWORD).get(entry).status())
                .isEqualTo(200);
        assertThat(browser.get("/ui/audit/0-0").status()).isEqualTo(404);
        assertThat(browser.get("/ui/audit/nonsense").status()).isEqualTo(404);
    }

    @Test
    void decisions_are_listed_and_linked_to() {
        APP.get("/api/v1/tokens/tok_of_nobody", user.login());
        Answer list = browser.get("/ui/audit?kind=decisions&action=scopegate:tokensGet");
        assertThat(list.body()).contains("scopegate:tokensGet").contains("permit");
        Answer entry = browser.get(first(list));
        assertThat(entry.body()).contains("scopegate:tokensGet").contains(user.account());
        assertThat(browser.get("/ui/audit?kind=decisions&outcome=refused&action=scopegate:tokensGet")
                        .body())
                .contains("Nothing here");
    }

    @Test
    void a_search_that_makes_no_sense_is_said_beside_the_form() {
        Answer answer = browser.get("/ui/audit?from=yesterday%3Cscript%3E");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<script>");
        assertThat(browser.get("/ui/audit?kind=rumours").status()).isEqualTo(400);
        assertThat(browser.get("/ui/audit?outcome=permit").status()).isEqualTo(400);
        assertThat(browser.get("/ui/audit?before=nonsense").status()).isEqualTo(400);
    }

    @Test
    void what_people_write_is_shown_as_they_wrote_it() {
        String evil = "<img src=x onerror=alert(1)>";
        APP.post("/api/v1/clients", user.login(), json("name", evil));
        String entry = first(browser.get("/ui/audit?action=client.create"));
        assertThat(browser.get(entry).body()).contains("&lt;img src=x").doesNotContain(evil);
        assertThat(browser.get("/ui/audit?actor=%3Cimg%20src=x%3E").body()).doesNotContain("<img src=x>");
    }

    @Test
    void the_log_is_taken_away_as_a_file() {
        Answer csv = browser.get("/ui/audit/export?format=csv&action=account.register");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("audit-changes.csv");
        assertThat(csv.body()).startsWith("id,at,actor,action,subject,accounts,address,before,after\r\n");
        assertThat(csv.body().split("\r\n", -1)).hasSize(3);
    }

    private static String first(Answer list) {
        Matcher found = ENTRY.matcher(list.body());
        while (found.find()) {
            if (!found.group(1).contains("export")) {
                return found.group(1);
            }
        }
        throw new AssertionError("no entry in " + list.body());
    }
}
