package dev.scopegate.gateway.forward;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.cookie.Cookie;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The head of an upstream's answer, and its trailers once it has ended, as the host's own parts ask for them. */
final class DirectAnswer implements HttpClientResponse {

    private static final int FIRST = 100;
    private static final int LAST = 999;

    private final HttpRequest request;
    private final String origin;
    private final HttpResponse head;
    private HttpHeaders trailers = EmptyHttpHeaders.INSTANCE;

    DirectAnswer(HttpRequest request, String origin, HttpResponse head) {
        this.request = request;
        this.origin = origin;
        this.head = head;
    }

    /** Whether it is none yet (RFC 9110, section 15.2). */
    static boolean isInterim(HttpResponse head) {
        return head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    /** What is wrong with a piece of an answer; null where nothing is. An upgrade, for one, was not asked for. */
    static @Nullable IOException errorIn(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            return new IOException(
                    "the upstream must answer with HTTP/1.1, but did not",
                    part.decoderResult().cause());
        }
        int status = part instanceof HttpResponse head ? head.status().code() : FIRST;
        return status < FIRST || status > LAST || status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()
                ? new IOException("the upstream must answer with a status that was asked for, but said " + status)
                : null;
    }

    void endsWith(HttpHeaders fields) {
        trailers = fields;
    }

    @Override
    public HttpHeaders responseHeaders() {
        return head.headers();
    }

    @Override
    public HttpResponseStatus status() {
        return head.status();
    }

    /** For who has read the body to its end. */
    @Override
    public Mono<HttpHeaders> trailerHeaders() {
        return Mono.fromSupplier(() -> trailers);
    }

    @Override
    public HttpVersion version() {
        return head.protocolVersion();
    }

    @Override
    public boolean isKeepAlive() {
        return HttpUtil.isKeepAlive(head);
    }

    @Override
    public HttpHeaders requestHeaders() {
        return request.headers();
    }

    @Override
    public HttpMethod method() {
        return request.method();
    }

    @Override
    public String uri() {
        return request.uri();
    }

    @Override
    public String fullPath() {
        int query = uri().indexOf('?');
        return uri().substring(1, query < 0 ? uri().length() : query);
    }

    @Override
    public String resourceUrl() {
        return origin + uri();
    }

    @Override
    public String requestId() {
        return "";
    }

    @Override
    public String[] redirectedFrom() {
        return new String[0];
    }

    @Override
    public boolean isWebsocket() {
        return false;
    }

    /** None is read here: they go on as they are. */
    @Override
    public Map<CharSequence, Set<Cookie>> cookies() {
        return Map.of();
    }

    @Override
    @SuppressWarnings("deprecation")
    public Context currentContext() {
        return Context.empty();
    }

    @Override
    public ContextView currentContextView() {
        return Context.empty();
    }
}
