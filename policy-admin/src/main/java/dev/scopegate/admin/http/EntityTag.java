package dev.scopegate.admin.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Names one version of a record (RFC 9110, section 8.8.3), so that a change can say which version it was made from. */
public record EntityTag(String value) {

    private static final int BYTES = 12;

    /** The version that is stored as this text. */
    public static EntityTag of(String stored) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stored.getBytes(StandardCharsets.UTF_8));
            return new EntityTag(HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }

    /** As the {@code ETag} header has it. */
    public String header() {
        return "\"" + value + "\"";
    }
}
