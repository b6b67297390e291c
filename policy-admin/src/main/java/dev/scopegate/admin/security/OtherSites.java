package dev.scopegate.admin.security;

import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Refuses what another site's page makes its visitor's browser send: it must not sign him in as somebody else. The browser
 * says where the page stands ({@code Sec-Fetch-Site}); old ones, and all of them over plain http, say its origin alone.
 */
public final class OtherSites {

    private final List<String> own;
    private final String refusal;

    /**
     * All sites but these, and but the host that the request names.
     *
     * @param own origins of the own pages
     * @param refusal what whoever is refused reads
     */
    public OtherSites(List<String> own, String refusal) {
        this.own = own.stream().map(OtherSites::plain).toList();
        this.refusal = refusal;
    }

    public void refuse(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean ours = site == null
                ? isOwn(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST))
                : site.equals("same-origin") || site.equals("none");
        if (!ours) {
            throw new RefusedException(Refusal.forbidden(refusal));
        }
    }

    /** What is no browser names no origin. */
    private boolean isOwn(@Nullable String origin, @Nullable String host) {
        if (origin == null) {
            return true;
        }
        String sender = plain(origin);
        return own.contains(sender)
                || (host != null
                        && (sender.equals(plain("https://" + host)) || sender.equals(plain("http://" + host))));
    }

    /** As browsers write it, without the port that goes without saying. */
    private static String plain(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") ? without(lower, ":443") : without(lower, ":80");
    }

    private static String without(String origin, String port) {
        return origin.endsWith(port) ? origin.substring(0, origin.length() - port.length()) : origin;
    }
}
