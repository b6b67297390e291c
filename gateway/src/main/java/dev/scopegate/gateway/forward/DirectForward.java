package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.ConnectionLoop;
import dev.scopegate.gateway.connection.PlainClient;
import dev.scopegate.gateway.connection.UpstreamConnections;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
    private static final AsciiString ANYTHING = AsciiString.cached("*/*");

    /** Ports that the host's client does not name, whatever the scheme. */
    private static final Set<Integer> UNSAID_PORTS = Set.of(80, 443);

    private final HttpClient client;
    private final RequestSender gets;
    private final URI upstream;
    private final String origin;
    private final String authority;
    private final Terms terms;
    private final @Nullable UpstreamConnections connections;

    /**
     * A way to one upstream.
     *
     * @param client connects as the route asks
     * @param upstream its scheme, host and port
     * @param connections for calls that need none of what the client can do; null where it has to see to all
     */
    public DirectForward(HttpClient client, URI upstream, Terms terms, @Nullable UpstreamConnections connections) {
        this.client = client;
        this.gets = client.request(HttpMethod.GET);
        this.origin = upstream.getScheme() + "://" + upstream.getRawAuthority();
        this.upstream = URI.create(origin);
        InetSocketAddress address = PlainClient.addressOf(upstream);
        this.authority = HttpUtil.formatHostnameForHttp(address)
                + (UNSAID_PORTS.contains(address.getPort()) ? "" : ":" + address.getPort());
        this.terms = terms;
        this.connections = connections;
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
        URI target = url(request.target());
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target);
        HttpHeaders fields = request.fields();
        boolean bodiless = isBodiless(request, fields);
        HopByHop.removeFrom(fields);
        fields.remove(HttpHeaderNames.HOST);
        Channel near = Objects.requireNonNull(ConnectionLoop.channelOf(request));
        return new AwaitedAnswer(
                near.eventLoop(),
                terms.responseTimeout(),
                awaited -> bodiless && connections != null && near instanceof SocketChannel
                        ? new DirectCall(
                                new DirectCall.Way(connections, near, whole(request)),
                                new DirectCall.Recipient(exchange, awaited, origin, terms.streaming()))
                        : viaClient(exchange, awaited, sent(request, target, bodiless)));
    }

    /** Without the upstream's name being read anew for each call, where a path cannot be taken for a name. */
    private URI url(String target) {
        return target.startsWith("//") ? URI.create(origin + target) : upstream.resolve(target);
    }

    private Mono<Void> viaClient(ServerWebExchange exchange, AwaitedAnswer.Awaiting awaited, ResponseReceiver<?> sent) {
        return sent.responseConnection((response, connection) -> awaited.begins(connection)
                        ? new UpstreamAnswer(response, connection)
                                .passOn(
                                        exchange,
                                        terms.streaming(),
                                        connection.inbound().receive(),
                                        connection.channel().alloc())
                        : Mono.<Void>empty())
                .then();
    }

    /** With what the host's client would add. */
    private HttpRequest whole(UpstreamRequest request) {
        HttpHeaders fields = request.fields();
        fields.set(HttpHeaderNames.HOST, authority);
        if (!fields.contains(HttpHeaderNames.USER_AGENT)) {
            fields.set(HttpHeaderNames.USER_AGENT, HttpClient.USER_AGENT);
        }
        if (!fields.contains(HttpHeaderNames.ACCEPT)) {
            fields.set(HttpHeaderNames.ACCEPT, ANYTHING);
        }
        return new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.valueOf(request.getMethod().name()),
                request.target(),
                Unpooled.EMPTY_BUFFER,
                fields,
                EmptyHttpHeaders.INSTANCE);
    }

    private ResponseReceiver<?> sent(UpstreamRequest request, URI target, boolean bodiless) {
        HttpHeaders fields = request.fields();
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
