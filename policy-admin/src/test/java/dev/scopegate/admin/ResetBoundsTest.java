package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.scopegate.admin.AdminApp.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What strangers can do with a mailbox of somebody else's: less than they would like. */
class ResetBoundsTest {

    private static final Pattern KEY = Pattern.compile("/reset#(\\S+)");

    private static MailingApp mailing;
    private static GreenMail mails;
    private static AdminApp app;

    @BeforeAll
    static void start() {
        mailing = MailingApp.start("--scopegate.admin.trusted-proxies=127.0.0.1/32");
        mails = mailing.mails();
        app = mailing.app();
    }

    @AfterAll
    static void stop() {
        mailing.close();
    }

    @Test
    void a_stranger_cannot_use_up_the_mails_of_a_mailbox_alone_and_many_leave_a_key_that_works() throws Exception {
        make("victim", "the old password");

        assertThat(ask("victim", "198.51.100.1", 4)).containsExactly(200, 200, 200, 429);
        assertThat(ask("victim", "198.51.100.2", 3)).containsExactly(200, 200, 200);
        assertThat(ask("victim", "198.51.100.3", 1)).containsExactly(429);

        assertThat(mails.waitForIncomingEmail(10_000, 6)).isTrue();
        Matcher last = KEY.matcher(mails.getReceivedMessages()[5].getContent().toString());
        assertThat(last.find()).isTrue();
        Answer reset =
                app.put("/api/v1/auth/reset", null, json("reset_key", last.group(1), "password", "another password"));
        assertThat(reset.status()).as(reset.body()).isEqualTo(200);
    }

    /** Its owner logs in by a key or a provider: whoever reads his mail must not get a way around that. */
    @Test
    void an_account_without_a_password_gets_no_mail_and_the_same_answer() throws Exception {
        mails.purgeEmailFromAllMailboxes();
        make("keyholder", null);
        make("other", "the old password");

        assertThat(ask("keyholder", "198.51.100.4", 1)).containsExactly(200);
        assertThat(ask("other", "198.51.100.4", 1)).containsExactly(200);
        assertThat(ask("keyholder", "198.51.100.4", 1)).containsExactly(200);
        assertThat(ask("other", "198.51.100.4", 1)).containsExactly(200);

        assertThat(mails.waitForIncomingEmail(10_000, 2)).isTrue();
        assertThat(List.of(mails.getReceivedMessages()))
                .extracting(mail -> mail.getAllRecipients()[0].toString())
                .containsOnly("other@example.org");
    }

    private static void make(String name, @Nullable String password) {
        Answer made = app.post(
                "/api/v1/accounts",
                AdminApp.ADMIN_TOKEN,
                json("username", name, "password", password, "email", name + "@example.org"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private static List<Integer> ask(String name, String from, int times) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            statuses.add(app.send(
                            "POST",
                            "/api/v1/auth/reset-password",
                            Map.of("X-Scopegate-Client-Address", from),
                            json("email", name + "@example.org"))
                    .status());
        }
        return statuses;
    }
}
