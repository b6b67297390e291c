package dev.scopegate.wire.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Bytes as text whose first character names the base (multibase): {@code b} for base 32, {@code z} for base 58, and others. */
public final class Multibase {

    private static final int LONGEST = 1_024;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private Multibase() {}

    /** The bytes; nothing where the base is unknown or the text is not the one that these bytes have in it. */
    public static Optional<byte[]> decode(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        String digits = text.substring(1);
        try {
            return switch (text.charAt(0)) {
                case 'f', 'F' -> hex(digits, text.charAt(0) == 'F');
                case 'b' -> base32Bytes(digits);
                case 'B' -> upperBase32(digits);
                case 'k' -> positional(digits, BASE36);
                case 'z' -> positional(digits, BASE58);
                case 'm' ->
                    base64(digits, Base64.getDecoder(), Base64.getEncoder().withoutPadding());
                case 'M' -> base64(digits, Base64.getDecoder(), Base64.getEncoder());
                case 'u' ->
                    base64(
                            digits,
                            Base64.getUrlDecoder(),
                            Base64.getUrlEncoder().withoutPadding());
                case 'U' -> base64(digits, Base64.getUrlDecoder(), Base64.getUrlEncoder());
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Base 32 in lower case without padding, which begins with {@code b}. */
    public static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder("b");
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = (buffer << 8) | (each & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        return bits == 0
                ? text.toString()
                : text.append(BASE32.charAt((buffer << (5 - bits)) & 31)).toString();
    }

    private static Optional<byte[]> hex(String digits, boolean upper) {
        String expected = upper ? digits.toUpperCase(Locale.ROOT) : digits.toLowerCase(Locale.ROOT);
        return digits.equals(expected) ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
    }

    private static Optional<byte[]> upperBase32(String digits) {
        return digits.equals(digits.toUpperCase(Locale.ROOT))
                ? base32Bytes(digits.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    private static Optional<byte[]> base32Bytes(String lower) {
        byte[] bytes = new byte[lower.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int length = 0;
        for (int i = 0; i < lower.length(); i++) {
            int digit = BASE32.indexOf(lower.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            buffer = ((buffer << 5) | digit) & 0xFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
            }
        }
        return base32(bytes).equals("b" + lower) ? Optional.of(bytes) : Optional.empty();
    }

    private static Optional<byte[]> base64(String digits, Base64.Decoder decoder, Base64.Encoder encoder) {
        byte[] bytes = decoder.decode(digits);
        return encoder.encodeToString(bytes).equals(digits) ? Optional.of(bytes) : Optional.empty();
    }

    /** Leading zero digits stand for zero bytes. */
    private static Optional<byte[]> positional(String digits, String alphabet) {
        BigInteger number = BigInteger.ZERO;
        BigInteger base = BigInteger.valueOf(alphabet.length());
        int zeros = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = alphabet.indexOf(digits.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            zeros += digit == 0 && number.signum() == 0 ? 1 : 0;
            number = number.multiply(base).add(BigInteger.valueOf(digit));
        }
        byte[] magnitude = number.signum() == 0 ? new byte[0] : number.toByteArray();
        int sign = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[zeros + magnitude.length - sign];
        System.arraycopy(magnitude, sign, bytes, zeros, magnitude.length - sign);
        return Optional.of(Arrays.copyOf(bytes, bytes.length));
    }
}
