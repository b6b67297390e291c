package dev.scopegate.policy.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * What an identity of one scheme may do that nobody has an account for yet: whoever proves it gets an account with these
 * capabilities. A scheme without a record opens nothing.
 */
public record FirstSight(String scheme, List<GrantedCapability> capabilities) {

    public FirstSight {
        capabilities = List.copyOf(capabilities);
    }

    /** The account that the identity gets; the same wherever it is seen first. */
    public Account accountOf(Identity identity, Instant at) {
        return new Account(
                accountId(identity),
                scheme + "-" + digest(identity).substring(0, 24),
                Set.of(),
                capabilities,
                List.of(),
                false,
                at);
    }

    /** The id of the account that the identity gets. */
    public static String accountId(Identity identity) {
        return "acc_" + digest(identity).substring(0, 32);
    }

    private static String digest(Identity identity) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(identity.text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
