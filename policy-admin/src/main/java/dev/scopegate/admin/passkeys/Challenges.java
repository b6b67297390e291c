package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.store.OneTimeSecrets;
import java.security.SecureRandom;
import java.util.Base64;

/** What devices sign: random, good for one answer and one purpose, and not for long. */
final class Challenges {

    static final String REGISTRATION = "passkey-registration";
    static final String SIGN_IN = "passkey-sign-in";
    static final String PROOF = "passkey-proof";

    private static final int BYTES = 32;
    private static final int LONGEST = 100;

    private final OneTimeSecrets secrets;
    private final SecureRandom random;

    Challenges(OneTimeSecrets secrets, SecureRandom random) {
        this.secrets = secrets;
        this.random = random;
    }

    /** A new one. */
    String make(String purpose, String meaning) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Reply.of(secrets.put(purpose, challenge, meaning, Ceremony.TIMEOUT));
        return challenge;
    }

    /** Uses one up; refused where it was not made for this. */
    void take(String purpose, String challenge, String meaning) {
        if (!take(purpose, challenge).equals(meaning)) {
            throw Ceremony.refused();
        }
    }

    /** Uses one up, and says what it was made for; refused where there is none. */
    String take(String purpose, String challenge) {
        if (challenge.length() > LONGEST) {
            throw Ceremony.refused();
        }
        return Reply.of(secrets.take(purpose, challenge)).orElseThrow(Ceremony::refused);
    }
}
