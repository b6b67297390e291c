package dev.scopegate.gateway.framing;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The request target in origin form (RFC 9112, section 3.2), readable in one way only. */
final class RequestTarget {

    private static final String UNRESERVED_AND_DELIMITERS = "-._~!$&'()*+,=:@;";
    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private RequestTarget() {}

    /**
     * The target to go on with, or nothing where it has to be refused.
     *
     * @param host the {@code Host} header, which an absolute-form target must name
     */
    static Optional<String> of(String raw, String host) {
        String target = raw.startsWith("/") ? raw : originForm(raw, host);
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.startsWith("/") || !isReadablePath(path)) {
            return Optional.empty();
        }
        return query < 0 ? Optional.of(target) : readableQuery(target, query + 1);
    }

    private static String originForm(String raw, String host) {
        String lower = raw.toLowerCase(Locale.ROOT);
        int scheme = lower.startsWith(HTTP) ? HTTP.length() : lower.startsWith(HTTPS) ? HTTPS.length() : -1;
        if (scheme < 0 || host.isEmpty() || !lower.startsWith(host.toLowerCase(Locale.ROOT), scheme)) {
            return "";
        }
        String rest = raw.substring(scheme + host.length());
        return rest.isEmpty() ? "/" : rest;
    }

    private static boolean isReadablePath(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' ? !isEscape(path, i) : c != '/' && !isPathCharacter(c)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Browsers send a few characters raw that RFC 3986 wants encoded; they are, so that every later reader agrees. The
     * rest of the query keeps its bytes.
     */
    private static Optional<String> readableQuery(String target, int start) {
        StringBuilder out = new StringBuilder(target.length() + 16).append(target, 0, start);
        for (int i = start; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= 0x20 || c >= 0x7F || c == '#' || (c == '%' && !isEscape(target, i))) {
                return Optional.empty();
            }
            if ("\"<>\\^`{|}".indexOf(c) >= 0) {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                out.append(c);
            }
        }
        return Optional.of(out.toString());
    }

    private static boolean isEscape(String text, int percent) {
        return percent + 2 < text.length()
                && HexFormat.isHexDigit(text.charAt(percent + 1))
                && HexFormat.isHexDigit(text.charAt(percent + 2));
    }

    private static boolean isPathCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || UNRESERVED_AND_DELIMITERS.indexOf(c) >= 0;
    }
}
