package dev.scopegate.admin.accounts;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.store.AccountProfile;
import java.time.Instant;

/**
 * Whether an account's passkey is asked for at every login. It stands in the profile that a login is committed against, so
 * that no login which proves less can be under way while it is switched on.
 */
public final class SecondFactor {

    /** The scheme of the identities that passkeys are: each is a device, and a finger, a face or a PIN. */
    public static final String PASSKEY = "passkey";

    private static final String ATTRIBUTE = "second-factor";

    private SecondFactor() {}

    public static boolean isDemanded(AccountProfile profile) {
        return PASSKEY.equals(profile.attributes().get(ATTRIBUTE));
    }

    public static AccountProfile demanded(AccountProfile profile, boolean demanded, Instant at) {
        return profile.withAttribute(ATTRIBUTE, demanded ? PASSKEY : null, at);
    }

    /** Whether a login by this proof lacks the passkey that the account demands. */
    static boolean isMissing(AccountProfile profile, Issuance proof) {
        String identity = proof.identity();
        return isDemanded(profile) && (identity == null || !identity.startsWith(PASSKEY + ":"));
    }

    /**
     * Refuses what proves no passkey.
     *
     * @throws RefusedException 403 where the account demands one
     */
    public static void requireNone(AccountProfile profile) {
        if (isDemanded(profile)) {
            throw refused();
        }
    }

    /** What whoever proved less is told: the proof was right, so nothing is given away that he does not know. */
    static RefusedException refused() {
        return new RefusedException(Refusal.of(
                403,
                "second_factor_required",
                "The account asks for its passkey: sign in on the page, or by POST /api/v1/passkeys/sign-in."));
    }
}
