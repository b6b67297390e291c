package dev.scopegate.policy.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one form in which a path is judged and forwarded (RFC 3986, section 6.2.2).
 *
 * <p>Percent-encoded unreserved characters are decoded and the hex digits of the others upper-cased. A path that could
 * mean two things to two readers (an empty or dot segment, an encoded slash, a {@code ;} parameter, bytes that are no
 * UTF-8) has no canonical form: it is refused, never repaired.
 */
public final class CanonicalPath {

    /** Longest path that is looked at, in characters; RFC 9110, section 4.1 asks for 8000 at least. */
    public static final int MAX_LENGTH = 8_192;

    private static final String ENCODED_SLASH = "%2F";
    private static final String UNRESERVED_MARKS = "-._~";
    private static final String SUB_DELIMITERS_AND_MARKS = "!$&'()*+,=:@";

    private final String value;
    private final Set<String> encodedSlashIn;

    private CanonicalPath(String value, Set<String> encodedSlashIn) {
        this.value = value;
        this.encodedSlashIn = encodedSlashIn;
    }

    /** The canonical form of a raw request path, or nothing where it has none. */
    public static Optional<CanonicalPath> of(String raw) {
        return of(raw, Set.of());
    }

    /**
     * The same for a route that lets an encoded slash stand inside named variables.
     *
     * @param encodedSlashIn names of the {@code {name}} segments that may hold {@code %2F}
     */
    public static Optional<CanonicalPath> of(String raw, Set<String> encodedSlashIn) {
        if (raw.isEmpty() || raw.charAt(0) != '/' || raw.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String value = isPlain(raw) ? raw : normalise(raw, !encodedSlashIn.isEmpty());
        return value != null && segmentsAreClear(value)
                ? Optional.of(new CanonicalPath(value, encodedSlashIn))
                : Optional.empty();
    }

    /** The path as it is forwarded: absolute, without query. */
    public String value() {
        return value;
    }

    /** Whether the segment from {@code start} to {@code end} may fill the variable of that name. */
    public boolean mayFill(String variable, int start, int end) {
        return encodedSlashIn.isEmpty()
                || encodedSlashIn.contains(variable)
                || value.substring(start, end).indexOf(ENCODED_SLASH) < 0;
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '/' && !isPathCharacter(c)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String normalise(String raw, boolean encodedSlashAllowed) {
        StringBuilder out = new StringBuilder(raw.length());
        byte[] bytes = new byte[raw.length()];
        int count = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                int octet = octetAt(raw, i);
                if (octet < 0 || !isHarmless(octet, encodedSlashAllowed)) {
                    return null;
                }
                appendOctet(out, octet);
                bytes[count++] = (byte) octet;
                i += 2;
            } else if (c == '/' || isPathCharacter(c)) {
                out.append(c);
                bytes[count++] = (byte) c;
            } else {
                return null;
            }
        }
        return isUtf8(bytes, count) && !hidesAnotherPath(bytes, count) ? out.toString() : null;
    }

    private static int octetAt(String raw, int percent) {
        if (percent + 2 >= raw.length()
                || !HexFormat.isHexDigit(raw.charAt(percent + 1))
                || !HexFormat.isHexDigit(raw.charAt(percent + 2))) {
            return -1;
        }
        return HexFormat.fromHexDigits(raw, percent + 1, percent + 3);
    }

    private static void appendOctet(StringBuilder out, int octet) {
        if (isUnreserved((char) octet)) {
            out.append((char) octet);
        } else {
            out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) octet));
        }
    }

    private static boolean isHarmless(int octet, boolean encodedSlashAllowed) {
        return octet >= 0x20 && octet != 0x7F && octet != '\\' && octet != ';' && (octet != '/' || encodedSlashAllowed);
    }

    private static boolean isUtf8(byte[] bytes, int count) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, count));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** An upstream that decodes twice would walk another path: {@code %252e} is as dangerous as {@code %2e}. */
    private static boolean hidesAnotherPath(byte[] bytes, int count) {
        String decoded = new String(bytes, 0, count, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return decoded.contains("%2e") || decoded.contains("%2f") || decoded.contains("%5c");
    }

    /** No empty segment but the last (a trailing slash is another path), and none that is {@code .} or {@code ..}. */
    private static boolean segmentsAreClear(String value) {
        int start = 1;
        while (true) {
            int slash = value.indexOf('/', start);
            int end = slash < 0 ? value.length() : slash;
            int length = end - start;
            boolean empty = length == 0 && slash >= 0;
            boolean dots = length > 0 && length <= 2 && value.charAt(start) == '.' && value.charAt(end - 1) == '.';
            if (empty || dots) {
                return false;
            }
            if (slash < 0) {
                return true;
            }
            start = end + 1;
        }
    }

    /** {@code pchar} of RFC 3986, section 3.3, less {@code ;}, which servers read as the start of a parameter. */
    private static boolean isPathCharacter(char c) {
        return isUnreserved(c) || SUB_DELIMITERS_AND_MARKS.indexOf(c) >= 0;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_MARKS.indexOf(c) >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalPath path && value.equals(path.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
