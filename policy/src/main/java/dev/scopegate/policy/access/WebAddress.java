package dev.scopegate.policy.access;

import java.net.URI;
import java.util.regex.Pattern;

/** Tells the addresses at which another system may be asked for what is then believed. */
public final class WebAddress {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private WebAddress() {}

    /**
     * Whether an answer from there can be believed: by https, which proves who gives it, or from this very machine. What is
     * no such address is not believed either.
     */
    public static boolean isTrustworthy(String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null) {
            return false;
        }
        return "https".equalsIgnoreCase(uri.getScheme())
                || ("http".equalsIgnoreCase(uri.getScheme())
                        && THIS_MACHINE.matcher(host).matches());
    }
}
