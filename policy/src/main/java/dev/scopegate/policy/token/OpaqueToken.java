package dev.scopegate.policy.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A random bearer secret: {@code sg_<kind>_<43 characters of secret>_<6 characters of checksum>}.
 *
 * <p>Underscores let a double-click select it all; the prefix lets secret scanners find it; the checksum refuses a typo
 * without a look-up. It is shown once and kept only as a {@link TokenDigest}.
 */
public final class OpaqueToken {

    private static final String PREFIX = "sg_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ENTROPY_BYTES = 32;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;

    private final String value;

    private OpaqueToken(String value) {
        this.value = value;
    }

    public static OpaqueToken generate(TokenKind kind, SecureRandom random) {
        byte[] entropy = new byte[ENTROPY_BYTES];
        random.nextBytes(entropy);
        String body = PREFIX + kind.code() + "_" + base62(new BigInteger(1, entropy));
        return new OpaqueToken(body + "_" + checksum(body));
    }

    /** Whether the text claims to be a token of ours, well-formed or not. */
    public static boolean claims(String text) {
        return text.startsWith(PREFIX);
    }

    /** The token, or nothing where kind, length, alphabet or checksum is wrong. */
    public static Optional<OpaqueToken> parse(String text) {
        int body = text.length() - CHECKSUM_LENGTH - 1;
        int secret = body - SECRET_LENGTH;
        boolean framed = claims(text)
                && secret > PREFIX.length() + 1
                && text.charAt(body) == '_'
                && text.charAt(secret - 1) == '_'
                && TokenKind.isNamed(text, PREFIX.length(), secret - 1);
        return framed && isBase62(text, secret, body) && hasChecksum(text, body)
                ? Optional.of(new OpaqueToken(text))
                : Optional.empty();
    }

    /** The secret itself: for the one answer that shows it, and for its digest. */
    public String value() {
        return value;
    }

    private static boolean isBase62(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static String checksum(String body) {
        char[] digits = new char[CHECKSUM_LENGTH];
        long rest = sum(body.getBytes(StandardCharsets.ISO_8859_1), body.length());
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    /** Whether the checksum of what stands before the place stands behind it. */
    private static boolean hasChecksum(String text, int place) {
        byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
        long rest = sum(characters, place);
        for (int i = characters.length - 1; i > place; i--) {
            if (characters[i] != DIGITS.charAt((int) (rest % DIGITS.length()))) {
                return false;
            }
            rest /= DIGITS.length();
        }
        return true;
    }

    private static long sum(byte[] characters, int count) {
        CRC32 crc = new CRC32();
        crc.update(characters, 0, count);
        return crc.getValue();
    }

    private static String base62(BigInteger number) {
        char[] digits = new char[SECRET_LENGTH];
        BigInteger rest = number;
        for (int i = SECRET_LENGTH - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
            digits[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }

    @Override
    public String toString() {
        return "OpaqueToken[secret]";
    }
}
