package dev.scopegate.gateway.framing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets a WebSocket client that is still sending read why it is sent away. Closing a socket with bytes unread resets it,
 * and a reset takes back what the client has not read yet, here the close frame. So the gateway's side ends first, and
 * what still comes is thrown away until the client ends its own (RFC 6455, section 7.1.1), for a moment at most.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final long MOST_MILLIS = 1_000;

    private @Nullable ChannelPromise closing;

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        Channel channel = context.channel();
        boolean speaksFrames = channel.pipeline().get(WebSocketFrameDecoder.class) != null;
        if (closing != null) {
            channel.closeFuture().addListener((ChannelFutureListener) closed -> promise.trySuccess());
        } else if (speaksFrames && channel.isActive() && channel instanceof DuplexChannel duplex) {
            closing = promise;
            duplex.shutdownOutput().addListener(ended -> discard(context, promise, ended));
        } else {
            end(context, promise);
        }
    }

    private static void discard(ChannelHandlerContext context, ChannelPromise promise, Future<?> ended) {
        if (!ended.isSuccess() || !context.channel().isActive()) {
            end(context, promise);
            return;
        }
        Future<?> timer = context.executor().schedule(() -> end(context, promise), MOST_MILLIS, TimeUnit.MILLISECONDS);
        context.channel().closeFuture().addListener((ChannelFutureListener) closed -> timer.cancel(false));
        context.channel().config().setAutoRead(true);
    }

    private static void end(ChannelHandlerContext context, ChannelPromise promise) {
        var unused = context.close(promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing == null) {
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (closing != null) {
            closing.trySuccess();
        }
        context.fireChannelInactive();
    }
}
