package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.store.RedisServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What is asked where no mail goes out. */
@ExtendWith(OutputCaptureExtension.class)
class MailOutageTest {

    private static final String EMAIL = "somebody-special@example.org";

    @Test
    void without_a_mail_server_everybody_is_told_so_alike() {
        AdminApp app = AdminApp.shared();

        for (String email : new String[] {EMAIL, "nobody@example.org"}) {
            Answer answer = ask(app, email);
            assertThat(answer.toString()).isEqualTo("503 {\"detail\":\"Password reset by mail is not set up here.\"}");
        }
    }

    @Test
    void a_mail_server_that_is_down_changes_no_answer_and_no_limit_and_the_log_names_nobody(CapturedOutput output)
            throws IOException {
        try (RedisServer redis = RedisServer.start();
                AdminApp app = AdminApp.start(
                        redis.uri(), "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + closedPort())) {
            Answer made = app.post(
                    "/api/v1/auth/register",
                    null,
                    json("username", "somebody-special", "password", "the old password", "email", EMAIL));
            assertThat(made.status()).isEqualTo(201);

            String known = ask(app, EMAIL).toString();

            assertThat(known).isEqualTo(ask(app, "nobody@example.org").toString());
            assertThat(known).isEqualTo("200 {\"detail\":\"Password reset email sent\"}");
            assertThreeAPeriod(app, EMAIL, 2);
            assertThreeAPeriod(app, "ghost@example.org", 3);
            await().atMost(Duration.ofSeconds(20)).until(() -> output.getAll().contains("a mail was not sent"));
            assertThat(output.getAll()).doesNotContain("somebody-special").doesNotContain("example.org");
            assertThat(app.get(app.management() + "/actuator/health", null).status())
                    .isEqualTo(200);
        }
    }

    /** Whether there is such an account or not: mails are a burden to whoever gets them. */
    private static void assertThreeAPeriod(AdminApp app, String mailbox, int left) {
        for (int i = 0; i < left; i++) {
            assertThat(ask(app, mailbox).status()).isEqualTo(200);
        }
        assertThat(ask(app, mailbox.toUpperCase(Locale.ROOT)).status()).isEqualTo(429);
    }

    private static Answer ask(AdminApp app, String email) {
        return app.post("/api/v1/auth/reset-password", null, json("email", email));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
