package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.ConnectionLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** What of a client's headers may go on: nothing that speaks for the gateway, nothing that undoes what it says. */
final class ClientHeaders {

    private static final String OURS = "x-scopegate-";
    private static final String CONNECTION = "Connection";
    private static final String UPGRADE = "Upgrade";
    private static final String WEBSOCKET = "websocket";
    /** Of all names that do not go on by themselves; most others need no closer look. */
    private static final String FIRST_LETTERS = "xXfFcCuU";

    private static final Set<String> FORWARDED = Set.of("forwarded", "x-real-ip");
    private static final String X_FORWARDED = "x-forwarded-";

    /** Without these a message would mean something else; a client cannot have them removed on the way. */
    private static final Set<String> ESSENTIAL = Set.of("host", "content-length", "transfer-encoding", "content-type");

    private ClientHeaders() {}

    /**
     * A writable copy.
     *
     * @param trustForwarded whether the host checks {@code Forwarded} and its like against a list of proxies itself
     */
    static HttpHeaders cleaned(ServerHttpRequest request, boolean trustForwarded) {
        org.springframework.http.HttpHeaders original = request.getHeaders();
        Set<String> nominated = nominated(original);
        HttpHeaders kept = new DefaultHttpHeaders();
        HttpHeaders came = ConnectionLoop.fieldsOf(request);
        if (came == null) {
            for (String name : original.headerNames()) {
                if (goesOn(name, nominated, trustForwarded)) {
                    kept.add(name, original.getOrEmpty(name));
                }
            }
        } else {
            Iterator<Map.Entry<CharSequence, CharSequence>> fields = came.iteratorCharSequence();
            while (fields.hasNext()) {
                Map.Entry<CharSequence, CharSequence> field = fields.next();
                if (goesOn(field.getKey(), nominated, trustForwarded)) {
                    kept.add(field.getKey(), field.getValue());
                }
            }
        }
        rebuildConnection(original, nominated, kept);
        cutReferer(kept);
        return kept;
    }

    private static Set<String> nominated(org.springframework.http.HttpHeaders original) {
        if (!original.containsHeader(CONNECTION)) {
            return Set.of();
        }
        Set<String> nominated = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        nominated.addAll(original.getValuesAsList(CONNECTION));
        return nominated;
    }

    private static boolean goesOn(CharSequence field, Set<String> nominated, boolean trustForwarded) {
        if (FIRST_LETTERS.indexOf(field.charAt(0)) < 0 && nominated.isEmpty()) {
            return true;
        }
        String name = field.toString();
        String plain = plain(name);
        boolean forwarded = FORWARDED.contains(plain) || plain.startsWith(X_FORWARDED);
        boolean dropped = nominated.contains(name) && !ESSENTIAL.contains(plain);
        return !plain.startsWith(OURS)
                && !plain.equals("connection")
                && !plain.equals("upgrade")
                && !dropped
                && (trustForwarded || !forwarded);
    }

    /** As a server may read it: CGI and its heirs take {@code _}, {@code .} and {@code -} for the same. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    /** Some APIs take a token in the query, and a browser says on whatever page it was on. */
    private static void cutReferer(HttpHeaders kept) {
        if (!kept.contains(HttpHeaderNames.REFERER)) {
            return;
        }
        List<String> referers = kept.getAll(HttpHeaderNames.REFERER);
        if (referers.stream().anyMatch(referer -> referer.indexOf('?') >= 0)) {
            kept.set(
                    HttpHeaderNames.REFERER,
                    referers.stream()
                            .map(referer -> referer.split("[?#]", 2)[0])
                            .toList());
        }
    }

    private static void rebuildConnection(
            org.springframework.http.HttpHeaders original, Set<String> nominated, HttpHeaders kept) {
        List<String> upgrades = nominated.contains(UPGRADE) ? original.getOrEmpty(UPGRADE) : List.of();
        if (upgrades.size() == 1 && upgrades.getFirst().equalsIgnoreCase(WEBSOCKET)) {
            kept.set(CONNECTION, UPGRADE);
            kept.set(UPGRADE, WEBSOCKET);
        } else if (nominated.contains("close")) {
            kept.set(CONNECTION, "close");
        } else if (nominated.contains("keep-alive")) {
            kept.set(CONNECTION, "keep-alive");
        }
    }
}
