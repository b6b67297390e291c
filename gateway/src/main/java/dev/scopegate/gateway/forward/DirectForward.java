package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.ConnectionLoop;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClient.RequestSender;
import reactor.netty.http.client.HttpClient.ResponseReceiver;

/**
 * The whole way from a judged call to its upstream and back, for a route that asks for nothing else: what the host's
 * filters would do one after the other, each with its own copy of the headers, in one pass.
 */
public final class DirectForward implements GatewayFilterChain {

    private static final List<AsciiString> OWN = List.of(HttpHeaderNames.USER_AGENT, HttpHeaderNames.ACCEPT);

    private final HttpClient client;
    private final RequestSender gets;
    private final String origin;
    private final Terms terms;

    /**
     * A way to one upstream.
     *
     * @param client connects as the route asks
     * @param upstream its scheme, host and port
     */
    public DirectForward(HttpClient client, URI upstream, Terms terms) {
        this.client = client;
        this.gets = client.request(HttpMethod.GET);
        this.origin = upstream.getScheme() + "://" + upstream.getRawAuthority();
        this.terms = terms;
    }

    /**
     * How it forwards.
     *
     * @param responseTimeout how long the upstream may take to begin its answer; null for as long as it likes
     * @param streaming the media types of answers that are passed on piece by piece
     */
    public record Terms(@Nullable Duration responseTimeout, List<MediaType> streaming) {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange) {
        if (!(exchange.getRequest() instanceof UpstreamRequest request)) {
            throw new IllegalStateException("only a call that was judged can be forwarded");
        }
        URI target = URI.create(origin + request.target());
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target);
        return new AwaitedAnswer(
                Objects.requireNonNull(ConnectionLoop.loopOf(request)),
                terms.responseTimeout(),
                awaited -> sent(request, target)
                        .responseConnection((response, connection) -> awaited.begins(connection)
                                ? new UpstreamAnswer(response, connection).passOn(exchange, terms.streaming())
                                : Mono.<Void>empty())
                        .then());
    }

    private ResponseReceiver<?> sent(UpstreamRequest request, URI target) {
        HttpHeaders fields = request.fields();
        boolean bodiless = isBodiless(request, fields);
        HopByHop.removeFrom(fields);
        fields.remove(HttpHeaderNames.HOST);
        HttpMethod method = HttpMethod.valueOf(request.getMethod().name());
        return bodiless
                ? to(method).uri(target).send((outgoing, outbound) -> {
                    add(fields, outgoing.requestHeaders());
                    return Mono.empty();
                })
                : client.headers(headers -> headers.add(fields))
                        .request(method)
                        .uri(target)
                        .send((outgoing, outbound) ->
                                outbound.send(request.getBody().map(DirectForward::bytes)));
    }

    private RequestSender to(HttpMethod method) {
        return method.equals(HttpMethod.GET) ? gets : client.request(method);
    }

    /** Beside those that the client has set by itself, but for what the caller says better. */
    private static void add(HttpHeaders fields, HttpHeaders outgoing) {
        for (AsciiString name : OWN) {
            if (fields.contains(name)) {
                outgoing.remove(name);
            }
        }
        outgoing.add(fields);
    }

    /** Of these methods the host sends no body where none came; with others even none is told of. */
    private static boolean isBodiless(UpstreamRequest request, HttpHeaders fields) {
        org.springframework.http.HttpMethod method = request.getMethod();
        return (method.equals(org.springframework.http.HttpMethod.GET)
                        || method.equals(org.springframework.http.HttpMethod.HEAD))
                && !fields.contains(HttpHeaderNames.CONTENT_LENGTH)
                && !fields.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && !ConnectionLoop.isStream(request);
    }

    private static ByteBuf bytes(DataBuffer buffer) {
        if (buffer instanceof NettyDataBuffer netty) {
            return netty.getNativeBuffer();
        }
        throw new IllegalStateException("bodies must come from the network, but one came as "
                + buffer.getClass().getName());
    }

    /** The same bytes, as the host's responses take them. */
    static DataBuffer wrapped(ServerWebExchange exchange, ByteBuf bytes) {
        return ((NettyDataBufferFactory) exchange.getResponse().bufferFactory()).wrap(bytes);
    }
}
