package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.credential.CredentialSource;
import dev.scopegate.policy.access.CanonicalPath;
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
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The request as it goes on: the path that was judged, no credential, no header that a client could forge. */
public final class UpstreamRequest extends ServerHttpRequestDecorator {

    private static final String CLIENT_ADDRESS = "X-Scopegate-Client-Address";
    private static final String SUBJECT = "X-Scopegate-Subject";
    private static final String IDENTITY = "X-Scopegate-Identity";
    private static final String TOKEN_ID = "X-Scopegate-Token-Id";
    private static final String OPERATION = "X-Scopegate-Operation";
    private static final String ASSERTION = "X-Scopegate-Assertion";

    private final URI uri;
    private final RequestPath path;
    private final HttpHeaders headers;
    private @Nullable MultiValueMap<String, String> queryParams;

    private UpstreamRequest(ServerHttpRequest original, URI uri, HttpHeaders headers) {
        super(original);
        this.uri = uri;
        this.path = RequestPath.parse(uri, original.getPath().contextPath().value());
        this.headers = headers;
    }

    /**
     * A request without its caller's credential.
     *
     * @param taken where the credential is taken out
     * @param trustForwarded whether the host itself checks {@code Forwarded} and its like
     */
    public static UpstreamRequest of(
            ServerHttpRequest original, CanonicalPath path, List<CredentialSource> taken, boolean trustForwarded) {
        HttpHeaders headers = ClientHeaders.cleaned(original.getHeaders(), trustForwarded);
        InetSocketAddress peer = original.getRemoteAddress();
        if (peer != null && peer.getAddress() != null) {
            headers.set(CLIENT_ADDRESS, peer.getAddress().getHostAddress());
        }
        String query = original.getURI().getRawQuery();
        for (CredentialSource source : taken) {
            source.strip(headers);
            query = query == null ? null : source.strip(query);
        }
        boolean emptied =
                query != null && query.isEmpty() && !"".equals(original.getURI().getRawQuery());
        return new UpstreamRequest(original, uri(original.getURI(), path, emptied ? null : query), headers);
    }

    private static URI uri(URI original, CanonicalPath path, @Nullable String query) {
        String origin = original.getScheme() + "://" + original.getRawAuthority();
        return URI.create(origin + path.value() + (query == null ? "" : "?" + query));
    }

    /** The same, saying who called. */
    public UpstreamRequest calledBy(Caller caller, String assertion) {
        headers.set(SUBJECT, caller.subject().account());
        String identity = caller.subject().identity();
        if (identity != null) {
            headers.set(IDENTITY, identity);
        }
        headers.set(TOKEN_ID, caller.tokenId());
        if (!caller.operation().isEmpty()) {
            headers.set(OPERATION, caller.operation());
        }
        headers.set(ASSERTION, assertion);
        return this;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public RequestPath getPath() {
        return path;
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public MultiValueMap<String, String> getQueryParams() {
        MultiValueMap<String, String> known = queryParams;
        if (known == null) {
            known = parameters(uri.getRawQuery());
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
