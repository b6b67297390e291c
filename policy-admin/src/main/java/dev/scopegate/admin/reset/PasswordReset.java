package dev.scopegate.admin.reset;

import dev.scopegate.admin.accounts.Accounts;
import dev.scopegate.admin.accounts.Entry;
import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Passwords;
import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Account;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.Registry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets whoever reads an account's mail set its password anew. The answer to the request is the same, and as quick, whether
 * there is such an account or not. An account without a password gets none this way: its owner has chosen a key or a
 * provider to log in by, and whoever reads his mail must not get a way around that.
 */
public final class PasswordReset {

    /** How long a key is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Registry registry;
    private final Accounts accounts;
    private final LoginAttempts attempts;
    private final ResetKeys keys;
    private final Post post;

    PasswordReset(Registry registry, Accounts accounts, LoginAttempts attempts, ResetKeys keys, Post post) {
        this.registry = registry;
        this.accounts = accounts;
        this.attempts = attempts;
        this.keys = keys;
        this.post = post;
    }

    /**
     * How mails go out.
     *
     * @param letter null where no mail server is configured
     */
    record Post(@Nullable ResetLetter letter, Errands errands) {

        void sayFarewell(String mailbox, Account account) {
            if (letter != null) {
                errands.run(() -> letter.sayFarewell(mailbox, account.name()));
            }
        }
    }

    /**
     * Sends a key to the mailbox, if it is an account's.
     *
     * @throws RefusedException 503 where no mail can be sent at all, 429 where too many were asked for
     */
    public void request(String mailbox, Origin origin) {
        ResetLetter letter = post.letter();
        if (letter == null) {
            throw new RefusedException(
                    Refusal.of(503, "mail_not_configured", "Password reset by mail is not set up here."));
        }
        attempts.admitMail(mailbox, origin, LIFETIME);
        post.errands().run(() -> send(letter, mailbox));
    }

    /** Whether mail is set up. */
    public boolean isByMail() {
        return post.letter() != null;
    }

    /** Sends a key to the account's mailbox, whoever asked for it. */
    void mail(Account account) {
        ResetLetter letter = post.letter();
        if (letter != null) {
            post.errands().run(() -> send(letter, account));
        }
    }

    /** A key for whoever may hand it to the profile's owner. */
    String key(AccountProfile profile) {
        return keys.make(meaning(profile));
    }

    private void send(ResetLetter letter, String mailbox) {
        Reply.of(registry.accountByEmail(mailbox))
                .map(held -> held.value())
                .filter(account -> !account.locked())
                .ifPresent(account -> send(letter, account));
    }

    private void send(ResetLetter letter, Account account) {
        Reply.of(registry.credentials(account.id())).ifPresent(held -> {
            String address = held.value().email();
            if (address != null && held.value().passwordHash() != null) {
                letter.send(address, account.name(), keys.make(meaning(held.value())));
            }
        });
    }

    /**
     * Sets the password of the key's account, ends its logins, and says how far that leads. The key is used up, even where
     * something else turns out to be wrong.
     *
     * @throws RefusedException where the key is wrong, late or second, or the password or the mailbox has changed since
     */
    public Entry complete(String key, String password, Origin origin) {
        return complete(key, password, held -> {}, origin);
    }

    /**
     * Likewise, and logs in.
     *
     * @throws RefusedException 403, with nothing changed, where the account demands its passkey: no login could be given
     */
    public String logIn(String key, String password, Origin origin) {
        return complete(key, password, SecondFactor::requireNone, origin).whole();
    }

    private Entry complete(String key, String password, Consumer<AccountProfile> further, Origin origin) {
        attempts.admitProof(origin);
        Passwords.requireFit(password);
        String meaning = keys.take(key).orElseThrow(PasswordReset::refused);
        String account = meaning.substring(0, Math.max(0, meaning.indexOf(' ')));
        return accounts.resetPassword(
                account,
                password,
                held -> {
                    if (!meaning(held).equals(meaning)) {
                        throw refused();
                    }
                    further.accept(held);
                },
                origin);
    }

    /** The account, and what must be as it was: its password and its mailbox. */
    private static String meaning(AccountProfile profile) {
        String state = profile.email() + "\n" + profile.passwordHash();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(state.getBytes(StandardCharsets.UTF_8));
            return profile.account() + " "
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    private static RefusedException refused() {
        return new RefusedException(
                Refusal.of(400, "invalid_reset_key", "The reset key is unknown, used up or expired."));
    }
}
