package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.scopegate.admin.AdminApp.Answer;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A mailbox that was an account's is told that it is so no more. */
class FormerMailboxTest {

    private static MailingApp mailing;
    private static GreenMail mails;
    private static AdminApp app;

    @BeforeAll
    static void start() {
        mailing = MailingApp.start();
        mails = mailing.mails();
        app = mailing.app();
    }

    @AfterAll
    static void stop() {
        mailing.close();
    }

    @Test
    void the_old_mailbox_is_told_of_a_move_and_of_nothing_less() throws Exception {
        String login = app.post(
                        "/api/v1/auth/register",
                        null,
                        json("username", "mover", "password", "a long password", "email", "old@example.org"))
                .text("access_token");
        assertThat(patch(login, json("displayName", "Mover")).status()).isEqualTo(200);
        Map<String, String> proof = Map.of("password", "a long password");
        assertThat(patch(login, json("email", "new@example.org", "proof", proof))
                        .status())
                .isEqualTo(200);

        assertThat(mails.waitForIncomingEmail(10_000, 1)).isTrue();
        MimeMessage mail = mails.getReceivedMessages()[0];
        assertThat(mails.getReceivedMessages()).hasSize(1);
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("old@example.org");
        assertThat(mail.getSubject()).isEqualTo("Your e-mail address was changed");
        assertThat(mail.getContent().toString()).contains("The account mover").doesNotContain("new@example.org");
    }

    private static Answer patch(String login, String body) {
        return app.send("PATCH", "/api/v1/account", Map.of("Authorization", "Bearer " + login), body);
    }
}
