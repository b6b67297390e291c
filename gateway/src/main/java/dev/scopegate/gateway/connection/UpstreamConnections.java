package dev.scopegate.gateway.connection;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The connections to one upstream: some of each event loop, for the calls that came to it. */
public final class UpstreamConnections {

    private final PlainClient client;
    private final Bootstrap bootstrap;
    private final ConcurrentMap<EventLoop, Deque<UpstreamConnection>> idle = new ConcurrentHashMap<>();

    UpstreamConnections(PlainClient client, Bootstrap bootstrap) {
        this.client = client;
        this.bootstrap = bootstrap;
    }

    /** One that waits for a call, of this loop, on which this is called; null where there is none. */
    public @Nullable UpstreamConnection idleOf(EventLoop loop) {
        Deque<UpstreamConnection> waiting = of(loop);
        UpstreamConnection next = waiting.poll();
        while (next != null && !next.isOpen()) {
            next = waiting.poll();
        }
        return next;
    }

    /**
     * A new one.
     *
     * @param near the connection that it is to share the event loop with, and the kind of
     * @return fails as {@link Bootstrap#connect()} does
     */
    public Future<UpstreamConnection> connect(Channel near) {
        EventLoop loop = near.eventLoop();
        Promise<UpstreamConnection> connected = loop.newPromise();
        bootstrap
                .clone(loop)
                .channelFactory(new ReflectiveChannelFactory<>(near.getClass()))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        client.keep(channel);
                        AwaitedDecoder decoder = new AwaitedDecoder(client.decoding());
                        channel.pipeline()
                                .addLast(decoder, new HttpRequestEncoder())
                                .addLast(new UpstreamConnection(channel, decoder, of(loop)));
                    }
                })
                .connect()
                .addListener((ChannelFuture opened) -> {
                    if (opened.isSuccess()) {
                        connected.setSuccess(opened.channel().pipeline().get(UpstreamConnection.class));
                    } else {
                        connected.setFailure(opened.cause());
                    }
                });
        return connected;
    }

    private Deque<UpstreamConnection> of(EventLoop loop) {
        Deque<UpstreamConnection> known = idle.get(loop);
        return known == null ? idle.computeIfAbsent(loop, first -> new ArrayDeque<>()) : known;
    }
}
