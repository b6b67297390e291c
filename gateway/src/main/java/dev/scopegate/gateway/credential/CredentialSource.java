package dev.scopegate.gateway.credential;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** One place of a request where a credential may stand: it is read there, and taken out before the request goes on. */
public sealed interface CredentialSource
        permits AuthorizationSource, HeaderSource, QuerySource, SubprotocolSource, CookieSource {

    /**
     * Reads the form that routes are written in: {@code bearer}, {@code basic-user}, {@code header:<name>},
     * {@code query:<name>}, {@code cookie:<name>}, {@code subprotocol:<prefix>}.
     *
     * @throws IllegalArgumentException where the text is none of these
     */
    static CredentialSource of(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String name = colon < 0 ? "" : text.substring(colon + 1);
        boolean named = !name.isBlank();
        if (kind.equals("bearer") && colon < 0) {
            return AuthorizationSource.BEARER;
        }
        if (kind.equals("basic-user") && colon < 0) {
            return AuthorizationSource.BASIC_USER;
        }
        if (kind.equals("header") && named) {
            return new HeaderSource(name);
        }
        if (kind.equals("query") && named) {
            return new QuerySource(name);
        }
        if (kind.equals("cookie") && named) {
            return new CookieSource(name);
        }
        if (kind.equals("subprotocol") && named) {
            return new SubprotocolSource(name);
        }
        throw new IllegalArgumentException("credential source must read 'bearer', 'basic-user', 'header:name',"
                + " 'query:name', 'cookie:name' or 'subprotocol:prefix', but was '" + text + "'");
    }

    /** Adds every credential that stands here. */
    void read(ServerHttpRequest request, List<String> found);

    /** Takes out what {@link #read} reads, and leaves the rest as it is. */
    default void strip(HttpHeaders headers) {}

    /** The query without what {@link #read} reads; the other parameters keep their order and bytes. */
    default String strip(String rawQuery) {
        return rawQuery;
    }
}
