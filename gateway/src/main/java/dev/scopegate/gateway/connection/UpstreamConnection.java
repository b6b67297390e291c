package dev.scopegate.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an upstream, which carries one call after the other (RFC 9112, section 9.3). All of it happens on its own
 * event loop.
 */
public final class UpstreamConnection extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final AwaitedDecoder decoder;
    private final Deque<UpstreamConnection> idle;
    private @Nullable Receiver receiver;
    private boolean used;
    private boolean reading;
    private boolean released;

    /**
     * A connection.
     *
     * @param idle where it waits between calls
     */
    UpstreamConnection(Channel channel, AwaitedDecoder decoder, Deque<UpstreamConnection> idle) {
        this.channel = channel;
        this.decoder = decoder;
        this.idle = idle;
    }

    /** Whom an answer is for. */
    public interface Receiver {

        /** A head or a piece of the body, which is released afterwards. */
        void receive(HttpObject part);

        /** There are no more pieces for the moment. */
        void pause();

        /** The connection has ended before its answer did. */
        void lose(Throwable failure);
    }

    /** Sends a request that has no body. */
    public void send(HttpRequest request, Receiver asking) {
        receiver = asking;
        decoder.await(request.method().equals(HttpMethod.HEAD));
        var unused = channel.writeAndFlush(request, channel.voidPromise());
    }

    /** Whether it has carried a call before this one: the upstream may be about to close it. */
    public boolean isUsed() {
        return used;
    }

    /** From now on it receives only what is asked for. */
    public void readOnDemand() {
        channel.config().setAutoRead(false);
    }

    /** Asks for more. */
    public void read() {
        channel.read();
    }

    /** The call is over, and its answer was received to its end: another may follow, once all that came was looked at. */
    public void release() {
        endCall();
        used = true;
        released = true;
        if (!reading) {
            await();
        }
    }

    private void await() {
        if (released && channel.isActive()) {
            released = false;
            channel.config().setAutoRead(true);
            idle.push(this);
        }
    }

    /** The call is over, and nothing may follow. */
    public void close() {
        endCall();
        var unused = channel.close();
    }

    private void endCall() {
        receiver = null;
        decoder.awaitNothing();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Receiver asking = receiver;
        reading = true;
        try {
            if (asking != null && message instanceof HttpObject part) {
                asking.receive(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Receiver asking = receiver;
        reading = false;
        if (asking != null) {
            asking.pause();
        }
        await();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idle.remove(this);
        end(new IOException("the upstream closed the connection before its answer was complete"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        idle.remove(this);
        var unused = context.close();
        end(failure);
    }

    private void end(Throwable failure) {
        Receiver asking = receiver;
        endCall();
        if (asking != null) {
            asking.lose(failure);
        }
    }
}
