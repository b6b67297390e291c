package dev.scopegate.admin.reset;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.store.OneTimeSecrets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** Keys that each set one password, once. */
final class ResetKeys {

    private static final String PURPOSE = "password-reset";
    private static final int BYTES = 32;

    private final OneTimeSecrets secrets;
    private final SecureRandom random;

    ResetKeys(OneTimeSecrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    /** A new key for what it means. */
    String make(String meaning) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Reply.of(secrets.put(PURPOSE, key, meaning, PasswordReset.LIFETIME));
        return key;
    }

    /** What the key means; it means nothing afterwards. */
    Optional<String> take(String key) {
        return Reply.of(secrets.take(PURPOSE, key));
    }
}
