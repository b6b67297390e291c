package dev.scopegate.gateway.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;

/**
 * Waits for the first bytes of a connection that may speak HTTP/2 (RFC 9113, section 3.4), and makes HTTP/1.1 as strict
 * there as anywhere: which decoder is at work is not settled before. {@code Upgrade: h2c} is not taken up; RFC 9113 has
 * dropped it.
 */
final class ProtocolChoice extends ByteToMessageDecoder {

    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf();

    private final Runnable http1;

    /**
     * A choice for one connection.
     *
     * @param http1 makes it strict, once it is known to speak HTTP/1.1
     */
    ProtocolChoice(Runnable http1) {
        this.http1 = http1;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = Math.min(in.readableBytes(), PREFACE.readableBytes());
        boolean http2 = ByteBufUtil.equals(in, in.readerIndex(), PREFACE, PREFACE.readerIndex(), length);
        if (http2 && length < PREFACE.readableBytes()) {
            return;
        }
        if (!http2) {
            http1.run();
        }
        context.pipeline().remove(this);
    }
}
