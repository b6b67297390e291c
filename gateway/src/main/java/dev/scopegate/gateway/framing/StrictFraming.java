package dev.scopegate.gateway.framing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.core.Ordered;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpRequestDecoderSpec;
import reactor.netty.http.server.HttpServer;

/**
 * Puts a check behind the HTTP/1.1 decoder, also where the connection might have spoken HTTP/2, and a decoder before it that hides nothing from the check: Netty's own drops
 * a {@code Content-Length} that stands beside a {@code Transfer-Encoding}. WebSockets are closed so that a
 * client that is still sending can read why.
 */
public final class StrictFraming implements NettyServerCustomizer, Ordered {

    /** Room for the longest path that is judged, and a query. */
    private static final int LEAST_INITIAL_LINE = 16 * 1024;

    private static final String CHOICE = "scopegate.protocolChoice";
    private static final String CHECK = "scopegate.framingCheck";
    private static final String CLOSE = "scopegate.lingeringClose";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        HttpRequestDecoderSpec limits = server.configuration().decoder();
        return server.doOnChannelInit((observer, channel, address) -> install(channel, limits));
    }

    private static void install(Channel channel, HttpRequestDecoderSpec limits) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst(CLOSE, new LingeringClose());
        if (pipeline.get(NettyPipeline.H2CUpgradeHandler) != null) {
            choose(pipeline, NettyPipeline.H2CUpgradeHandler, () -> {
                pipeline.remove(NettyPipeline.H2CUpgradeHandler);
                pipeline.remove(HttpServerUpgradeHandler.class);
                harden(pipeline, limits);
            });
        } else if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
            choose(pipeline, NettyPipeline.H2OrHttp11Codec, () -> harden(pipeline, limits));
        } else {
            harden(pipeline, limits);
        }
    }

    private static void choose(ChannelPipeline pipeline, String before, Runnable http1) {
        pipeline.addBefore(before, CHOICE, new ProtocolChoice(http1));
    }

    private static void harden(ChannelPipeline pipeline, HttpRequestDecoderSpec limits) {
        HttpServerCodec codec = pipeline.get(HttpServerCodec.class);
        if (codec != null) {
            pipeline.replace(codec, NettyPipeline.HttpCodec, new HttpServerCodec(decoder(limits)));
            pipeline.addAfter(NettyPipeline.HttpCodec, CHECK, FramingCheck.INSTANCE);
        }
    }

    private static HttpDecoderConfig decoder(HttpRequestDecoderSpec limits) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(Math.max(limits.maxInitialLineLength(), LEAST_INITIAL_LINE))
                .setMaxHeaderSize(limits.maxHeaderSize())
                .setInitialBufferSize(limits.initialBufferSize())
                .setAllowPartialChunks(limits.allowPartialChunks())
                .setAllowDuplicateContentLengths(false)
                .setHeadersFactory(FramingHeaders.factory(limits.validateHeaders()));
    }
}
