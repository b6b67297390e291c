package dev.scopegate.wire.textile;

import dev.scopegate.wire.key.Multibase;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a client signs its calls with: HMAC-SHA-256 over a date, under the secret of its API key. */
public final class ApiKeySignature {

    private ApiKeySignature() {}

    /** Whether the signature, in multibase, is that of the message under the secret; compared in constant time. */
    public static boolean isGenuine(byte[] secret, String message, String signature) {
        Optional<byte[]> given = Multibase.decode(signature);
        return secret.length > 0
                && given.isPresent()
                && MessageDigest.isEqual(given.get(), mac(secret, message.getBytes(StandardCharsets.UTF_8)));
    }

    /** When a signature over this message ends; nothing where the message is no date (RFC 3339). */
    public static Optional<Instant> expiry(String message) {
        try {
            return Optional.of(OffsetDateTime.parse(message).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] mac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform provides HmacSHA256", e);
        }
    }
}
