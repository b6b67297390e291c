package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.credential.CredentialSource;
import dev.scopegate.policy.access.CanonicalPath;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The request as it goes on: the path that was judged, no credential, no header that a client could forge. */
public final class UpstreamRequest extends ServerHttpRequestDecorator {

    private static final AsciiString CLIENT_ADDRESS = AsciiString.cached("X-Scopegate-Client-Address");
    private static final AsciiString SUBJECT = AsciiString.cached("X-Scopegate-Subject");
    private static final AsciiString IDENTITY = AsciiString.cached("X-Scopegate-Identity");
    private static final AsciiString TOKEN_ID = AsciiString.cached("X-Scopegate-Token-Id");
    private static final AsciiString OPERATION = AsciiString.cached("X-Scopegate-Operation");
    private static final AsciiString ASSERTION = AsciiString.cached("X-Scopegate-Assertion");

    private final String target;
    private final io.netty.handler.codec.http.HttpHeaders fields;
    private final HttpHeaders headers;
    private @Nullable URI uri;
    private @Nullable RequestPath path;
    private @Nullable MultiValueMap<String, String> queryParams;

    private UpstreamRequest(ServerHttpRequest original, String target, io.netty.handler.codec.http.HttpHeaders fields) {
        super(original);
        this.target = target;
        this.fields = fields;
        this.headers = new HttpHeaders(new Netty4HeadersAdapter(fields));
    }

    /**
     * A request without its caller's credential.
     *
     * @param taken where the credential is taken out
     * @param trustForwarded whether the host itself checks {@code Forwarded} and its like
     */
    public static UpstreamRequest of(
            ServerHttpRequest original, CanonicalPath path, List<CredentialSource> taken, boolean trustForwarded) {
        UpstreamRequest onward = new UpstreamRequest(
                original,
                target(original.getURI().getRawQuery(), path, taken),
                ClientHeaders.cleaned(original, trustForwarded));
        InetSocketAddress peer = original.getRemoteAddress();
        if (peer != null && peer.getAddress() != null) {
            onward.fields.set(CLIENT_ADDRESS, peer.getAddress().getHostAddress());
        }
        for (CredentialSource source : taken) {
            source.strip(onward.headers);
        }
        return onward;
    }

    private static String target(@Nullable String query, CanonicalPath path, List<CredentialSource> taken) {
        if (query == null) {
            return path.value();
        }
        String rest = query;
        for (CredentialSource source : taken) {
            rest = source.strip(rest);
        }
        boolean emptied = rest.isEmpty() && !query.isEmpty();
        return emptied ? path.value() : path.value() + "?" + rest;
    }

    /** The same, saying who called. */
    public UpstreamRequest calledBy(Caller caller, CharSequence assertion) {
        fields.set(SUBJECT, caller.subject().account());
        String identity = caller.subject().identity();
        if (identity != null) {
            fields.set(IDENTITY, identity);
        }
        fields.set(TOKEN_ID, caller.tokenId());
        if (!caller.operation().isEmpty()) {
            fields.set(OPERATION, caller.operation());
        }
        fields.set(ASSERTION, assertion);
        return this;
    }

    /** Path and query, as they go on. */
    String target() {
        return target;
    }

    /** The header fields, as they go on. */
    io.netty.handler.codec.http.HttpHeaders fields() {
        return fields;
    }

    @Override
    public URI getURI() {
        URI known = uri;
        if (known == null) {
            URI original = getDelegate().getURI();
            known = URI.create(original.getScheme() + "://" + original.getRawAuthority() + target);
            uri = known;
        }
        return known;
    }

    @Override
    public RequestPath getPath() {
        RequestPath known = path;
        if (known == null) {
            known = RequestPath.parse(
                    getURI(), getDelegate().getPath().contextPath().value());
            path = known;
        }
        return known;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public MultiValueMap<String, String> getQueryParams() {
        MultiValueMap<String, String> known = queryParams;
        if (known == null) {
            known = parameters(getURI().getRawQuery());
            queryParams = known;
        }
        return known;
    }

    private static MultiValueMap<String, String> parameters(@Nullable String query) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            parameters.add(decoded(name), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Only cookies that still stand in the header. */
    @Override
    public MultiValueMap<String, HttpCookie> getCookies() {
        if (headers.containsHeader(HttpHeaders.COOKIE)) {
            MultiValueMap<String, HttpCookie> kept = new LinkedMultiValueMap<>();
            String header = String.join(";", headers.getOrEmpty(HttpHeaders.COOKIE));
            super.getCookies().forEach((name, cookies) -> {
                if (header.contains(name + "=")) {
                    kept.put(name, cookies);
                }
            });
            return kept;
        }
        return new LinkedMultiValueMap<>();
    }
}
