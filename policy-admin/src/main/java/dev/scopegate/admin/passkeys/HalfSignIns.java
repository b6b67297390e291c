package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.LoginAttempts;
import dev.scopegate.admin.accounts.Logins;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Body;
import dev.scopegate.admin.http.Origin;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Digests;
import dev.scopegate.admin.security.LoginTrail;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.AccountProfile;
import dev.scopegate.store.OneTimeSecrets;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Sign-ins that wait for the passkey of an account. The browser that gave the first proof holds a secret, which is good for
 * one answer and for nothing else; what the passkey is to sign is derived from it, so that no other browser can bring it.
 */
public final class HalfSignIns {

    /** How long somebody may take to find his device. */
    public static final Duration LIFETIME = Ceremony.TIMEOUT;

    private static final String PURPOSE = "half-sign-in";
    private static final int BYTES = 32;
    private static final int LONGEST = 100;

    private final Registry registry;
    private final Logins logins;
    private final Signatures signatures;
    private final Desk desk;

    HalfSignIns(Registry registry, Logins logins, Signatures signatures, Desk desk) {
        this.registry = registry;
        this.logins = logins;
        this.signatures = signatures;
        this.desk = desk;
    }

    /** What half sign-ins are remembered with. */
    @Component
    record Desk(
            Ceremony ceremony,
            OneTimeSecrets secrets,
            SecureRandom random,
            Digests digests,
            LoginAttempts attempts,
            LoginTrail trail) {}

    /** Remembers that the first proof was right; what it gives opens nothing yet. */
    public String begin(AccountProfile profile) {
        byte[] bytes = new byte[BYTES];
        desk.random().nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Reply.of(desk.secrets().put(PURPOSE, secret, meaning(profile), LIFETIME));
        return secret;
    }

    /** What a browser's {@code navigator.credentials.get} is to be given, as JSON. */
    public Map<String, Object> options(String secret) {
        if (secret.isEmpty()) {
            throw unknown();
        }
        return Options.request(desk.ceremony().party(), challenge(secret));
    }

    /**
     * Logs in; the half sign-in is used up, whether the answer is right or wrong.
     *
     * @throws RefusedException 400 where anything is wrong, or the first proof is not good any more; 401 where the account
     *     was locked meanwhile
     */
    public String complete(String secret, Body body, Origin origin) {
        desk.attempts().admitProof(origin);
        String meaning = (secret.isEmpty() || secret.length() > LONGEST
                        ? Optional.<String>empty()
                        : Reply.of(desk.secrets().take(PURPOSE, secret)))
                .orElseThrow(HalfSignIns::unknown);
        String account = meaning.substring(0, meaning.indexOf(' '));
        try {
            return answered(secret, meaning, Answer.Signed.of(body), origin);
        } catch (RefusedException refused) {
            desk.trail().wrongPasskey(account, origin);
            throw refused;
        }
    }

    private String answered(String secret, String meaning, Answer.Signed signed, Origin origin) {
        boolean asked = signed.challenge().equals(challenge(secret));
        if (!asked || !meaning.startsWith(signed.account() + " ")) {
            throw Ceremony.refused();
        }
        Account account = signatures.check(signed, origin);
        if (!meaning.equals(Reply.of(registry.credentials(account.id()))
                .map(Stored::value)
                .map(this::meaning)
                .orElse(""))) {
            throw unknown();
        }
        return logins.logIn(Passkey.identity(signed.id()), origin);
    }

    private String challenge(String secret) {
        return base64(desk.digests().of("half-sign-in challenge " + secret).value());
    }

    /** The account, and what must be as it was: its password and its identities. */
    private String meaning(AccountProfile profile) {
        String state = profile.passwordHash() + "\n"
                + profile.identities().stream().map(Identity::text).sorted().collect(Collectors.joining("\n"));
        return profile.account() + " "
                + desk.digests().of("half-sign-in state " + state).value();
    }

    private static RefusedException unknown() {
        return new RefusedException(Refusal.of(
                400,
                "unknown_sign_in",
                "This sign-in is unknown, too old or used up: begin again at the sign-in page."));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
