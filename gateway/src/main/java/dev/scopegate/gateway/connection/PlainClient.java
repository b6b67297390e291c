package dev.scopegate.gateway.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

/**
 * Connects to upstreams as the host's client does, with nothing between a call and its connection: for HTTP/1.1 without TLS,
 * where the host's client is not asked to do more for each call.
 */
public final class PlainClient implements AutoCloseable {

    private static final int HTTP = 80;

    private final HttpClientConfig like;
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    private final ConcurrentMap<Way, UpstreamConnections> ways = new ConcurrentHashMap<>();

    private PlainClient(HttpClientConfig like) {
        this.like = like;
    }

    /** One that does the same as the host's; null where that may do more than is known here. */
    public static @Nullable PlainClient like(HttpClient host) {
        HttpClientConfig config = host.configuration();
        boolean plain = config.connectionProvider() instanceof PoolPerLoop
                && !config.isSecure()
                && !config.hasProxy()
                && !config.isAcceptGzip()
                && !config.isAcceptBrotli()
                && !config.isRetryDisabled()
                && config.loggingHandler() == null
                && config.metricsRecorder() == null
                && config.followRedirectPredicate() == null
                && config.bindAddress() == null
                && config.doOnConnect() == null
                && config.doOnConnected() == null
                && config.doOnDisconnected() == null
                && config.attributes().isEmpty()
                && config.headers().names().stream().allMatch(HttpHeaderNames.USER_AGENT::contentEqualsIgnoreCase);
        return plain ? new PlainClient(config) : null;
    }

    /** Whether it can connect to an upstream. */
    public boolean reaches(URI upstream) {
        return "http".equals(upstream.getScheme());
    }

    /**
     * The way to an upstream.
     *
     * @param connectMillis how long connecting may take; null for the client's own limit
     */
    public UpstreamConnections to(URI upstream, @Nullable Integer connectMillis) {
        return ways.computeIfAbsent(
                new Way(addressOf(upstream), connectMillis), way -> new UpstreamConnections(this, bootstrap(way)));
    }

    /** Kept over a change of routes, with the connections that are open. */
    private record Way(InetSocketAddress upstream, @Nullable Integer connectMillis) {}

    private Bootstrap bootstrap(Way way) {
        AddressResolverGroup<?> resolver = like.resolver();
        Bootstrap bootstrap = new Bootstrap()
                .resolver(resolver == null ? like.defaultAddressResolverGroup() : resolver)
                .remoteAddress(way.upstream());
        like.options().forEach((option, value) -> set(bootstrap, option, value));
        bootstrap.option(ChannelOption.AUTO_READ, true);
        if (way.connectMillis() != null) {
            bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, way.connectMillis());
        }
        return bootstrap;
    }

    @SuppressWarnings("unchecked")
    private static <T> void set(Bootstrap bootstrap, ChannelOption<T> option, Object value) {
        bootstrap.option(option, (T) value);
    }

    /** Where an upstream is, by its name. */
    public static InetSocketAddress addressOf(URI upstream) {
        String host = upstream.getHost();
        boolean bracketed = host.startsWith("[");
        return InetSocketAddress.createUnresolved(
                bracketed ? host.substring(1, host.length() - 1) : host,
                upstream.getPort() < 0 ? HTTP : upstream.getPort());
    }

    HttpDecoderConfig decoding() {
        var spec = like.decoder();
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(spec.maxInitialLineLength())
                .setMaxHeaderSize(spec.maxHeaderSize())
                .setInitialBufferSize(spec.initialBufferSize())
                .setAllowDuplicateContentLengths(spec.allowDuplicateContentLengths())
                .setAllowPartialChunks(spec.allowPartialChunks())
                .setValidateHeaders(spec.validateHeaders());
    }

    void keep(Channel channel) {
        open.add(channel);
    }

    /** Closes all connections. */
    @Override
    public void close() {
        var unused = open.close();
    }
}
