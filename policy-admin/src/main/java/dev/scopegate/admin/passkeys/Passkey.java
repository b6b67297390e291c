package dev.scopegate.admin.passkeys;

import dev.scopegate.admin.accounts.SecondFactor;
import dev.scopegate.policy.token.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A passkey as it is kept with the account that it opens: what its owner calls it, and what its signatures are checked by.
 *
 * @param id the credential's id, in base64url
 * @param publicKey in COSE, base64url
 * @param attestation what the device said when it made the key, base64url
 * @param uses the device's own count of signatures; a smaller one next time tells of a copy, 0 says that it counts none
 * @param lastUsed null where it has not been used
 */
public record Passkey(
        String id,
        String name,
        String publicKey,
        String attestation,
        long uses,
        Backup backup,
        Instant createdAt,
        @Nullable Instant lastUsed) {

    /** The scheme of the identities that passkeys are. */
    public static final String SCHEME = SecondFactor.PASSKEY;

    /**
     * Whether the key may be, and is, copied to other devices of its owner.
     */
    public record Backup(boolean eligible, boolean done) {}

    static Passkey read(String json) {
        return JsonMapper.shared().readValue(json, Passkey.class);
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static Identity identity(String id) {
        return new Identity(SCHEME, id);
    }
}
