package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.changes.PolicyChanges;
import dev.scopegate.admin.changes.PolicyChanges.Draft;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.Commit;
import dev.scopegate.store.OneTimeSecrets;
import dev.scopegate.store.Registry;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordResetTest {

    private static final Pattern LINK = Pattern.compile("https://admin\\.example/ui/reset#(\\S+)");
    private static final String SENT = "200 {\"detail\":\"Password reset email sent\"}";
    private static final String USED = "400 {\"detail\":\"The reset key is unknown, used up or expired.\"}";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static MailingApp mailing;
    private static GreenMail mails;
    private static AdminApp app;

    private final String name = "reader" + NAMES.incrementAndGet();
    private final String email = name + "@example.org";
    private final String login = register(name, email);

    @BeforeAll
    static void start() {
        mailing = MailingApp.start(
                "--scopegate.pages.url=https://admin.example",
                "--scopegate.external-urls=https://gate.example,http://127.0.0.1:8080");
        mails = mailing.mails();
        app = mailing.app();
    }

    @AfterAll
    static void stop() {
        mailing.close();
    }

    @BeforeEach
    void empty() throws Exception {
        mails.purgeEmailFromAllMailboxes();
    }

    @Test
    void a_mail_brings_a_link_whose_key_sets_another_password_and_logs_in() throws Exception {
        assertThat(ask(email).toString()).isEqualTo(SENT);
        MimeMessage mail = mail();
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly(email);
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("scopegate@localhost");
        assertThat(mail.getContent().toString()).contains("the account " + name + " at https://gate.example");

        Answer answer = set(key(mail), "another password");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("bearer");
        assertThat(app.get("/api/v1/auth", answer.text("access_token")).text("username"))
                .isEqualTo(name);
        assertThat(logIn("another password").status()).isEqualTo(200);
        assertThat(logIn("the old password").status()).isEqualTo(401);
    }

    @Test
    void every_login_and_user_id_from_before_is_dead() throws Exception {
        String userId = app.get("/api/v1/auth", login).text("id");
        ask(email);

        assertThat(set(key(mail()), "another password").status()).isEqualTo(200);

        assertThat(app.get("/api/v1/auth", login).status()).isEqualTo(401);
        assertThat(app.post("/api/v1/auth/usr", null, json("usr", userId)).status())
                .isEqualTo(401);
    }

    @Test
    void a_key_works_once() throws Exception {
        ask(email);
        String key = key(mail());
        assertThat(set(key, "another password").status()).isEqualTo(200);

        assertThat(set(key, "a third password").toString()).isEqualTo(USED);
        assertThat(logIn("another password").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-such-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_wrong_key_sets_nothing(String key) {
        assertThat(set(key, "another password").toString()).isEqualTo(USED);
    }

    @Test
    void a_key_that_expired_sets_nothing() throws Exception {
        ask(email);
        String key = key(mail());
        OneTimeSecrets secrets = app.bean(OneTimeSecrets.class);
        String meaning = Reply.of(secrets.take("password-reset", key)).orElseThrow();
        assertThat(meaning).doesNotContain(email).doesNotContain(key);
        Reply.of(secrets.put("password-reset", key, meaning, Duration.ofMillis(1)));
        Thread.sleep(20);

        assertThat(set(key, "another password").toString()).isEqualTo(USED);
    }

    @Test
    void a_key_is_void_once_the_password_changed() throws Exception {
        ask(email);
        String key = key(mail());
        String change = json("old_password", "the old password", "new_password", "changed by hand");
        assertThat(app.put("/api/v1/auth/update-password", login, change).status())
                .isEqualTo(200);

        assertThat(set(key, "another password").toString()).isEqualTo(USED);
        assertThat(logIn("changed by hand").status()).isEqualTo(200);
    }

    /** Whoever left a mailbox to somebody else would leave the account with it. */
    @Test
    void a_key_is_void_once_the_account_has_another_mailbox() throws Exception {
        ask(email);
        String key = key(mail());
        String body = json("email", "new-" + email, "proof", java.util.Map.of("password", "the old password"));
        assertThat(app.put("/api/v1/auth/me", login, body).status()).isEqualTo(200);
        assertThat(mails.waitForIncomingEmail(10_000, 2)).as("told before").isTrue();

        assertThat(set(key, "another password").toString()).isEqualTo(USED);
    }

    @Test
    void a_password_that_cannot_be_one_does_not_use_the_key_up() throws Exception {
        ask(email);
        String key = key(mail());
        assertThat(set(key, "short").status()).isEqualTo(400);
        String differing =
                json("reset_key", key, "password", "another password", "password_repeat", "an other password");
        assertThat(app.put("/api/v1/auth/reset", null, differing).toString())
                .isEqualTo("400 {\"detail\":\"Passwords do not match.\"}");

        assertThat(set(key, "another password").status()).isEqualTo(200);
    }

    @Test
    void an_unknown_address_and_a_locked_account_get_no_mail_and_the_same_answer() throws Exception {
        String locked = name + "-locked@example.org";
        lock(AdminApp.accountOf(register(name + "-locked", locked)));

        assertThat(ask("nobody-" + email).toString()).isEqualTo(SENT);
        assertThat(ask(locked).toString()).isEqualTo(SENT);
        assertThat(ask("").toString()).isEqualTo(SENT);
        assertNoMailButMine();
    }

    /** The first of these is refused where accounts are made; the others are names that mail programs read as more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s@example.org\r\nBcc: spy@example.org",
                "spy,%s@example.org",
                "<spy%s@example.org",
                "(%s)spy@example.org",
                "spy;%s@example.org"
            })
    void an_address_that_hides_another_gets_no_mail(String form) throws Exception {
        String odd = form.formatted(name);
        Answer made = app.post(
                "/api/v1/auth/register",
                null,
                json("username", name + "-odd", "password", "the old password", "email", odd));
        assertThat(made.status()).isIn(201, 400);

        assertThat(ask(odd).toString()).isEqualTo(SENT);
        assertNoMailButMine();
    }

    private void assertNoMailButMine() throws Exception {
        ask(email);
        mail();
        Thread.sleep(200);
        assertThat(mails.getReceivedMessages()).hasSize(1);
        assertThat(mails.getReceivedMessages()[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly(email);
    }

    private static void lock(String id) {
        app.bean(PolicyChanges.class).write(() -> {
            Account was =
                    Reply.of(app.bean(Registry.class).account(id)).orElseThrow().value();
            Account now = new Account(
                    id, was.name(), was.permissions(), was.capabilities(), was.limits(), true, was.createdAt());
            return new Draft<>(
                    Commit.by("test", "account.lock", Subjects.account(id)).put(now), now);
        });
    }

    private static String register(String name, String email) {
        Answer made = app.post(
                "/api/v1/auth/register", null, json("username", name, "password", "the old password", "email", email));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("access_token");
    }

    private static Answer ask(String email) {
        return app.post("/api/v1/auth/reset-password", null, json("email", email));
    }

    private static Answer set(String key, String password) {
        return app.put("/api/v1/auth/reset", null, json("reset_key", key, "password", password));
    }

    private Answer logIn(String password) {
        return app.post("/api/v1/auth", null, json("username", name, "password", password));
    }

    private static MimeMessage mail() {
        assertThat(mails.waitForIncomingEmail(10_000, 1)).isTrue();
        return mails.getReceivedMessages()[0];
    }

    private static String key(MimeMessage mail) throws Exception {
        Matcher link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).isTrue();
        assertThat(link.group(1)).matches("[A-Za-z0-9_-]{43}");
        return link.group(1);
    }
}
