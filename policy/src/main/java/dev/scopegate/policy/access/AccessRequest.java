package dev.scopegate.policy.access;

import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks for, with the path already in canonical form.
 *
 * @param route id of the gateway route that matched
 * @param api name of the API behind that route, which operations and audiences refer to
 * @param method HTTP method, upper case
 * @param path what is judged and, unchanged, forwarded
 * @param source address of the peer, or null where it is not known
 * @param at when the call arrived
 */
public record AccessRequest(
        String route,
        String api,
        String method,
        CanonicalPath path,
        @Nullable InetAddress source,
        Instant at) {

    /** The same, asked at another time. */
    public AccessRequest askedAt(Instant time) {
        return new AccessRequest(route, api, method, path, source, time);
    }
}
