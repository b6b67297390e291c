package dev.scopegate.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import java.util.List;

/**
 * Reads the answers of a connection that carries one call at a time. Bytes that come while no answer is awaited are never
 * read as part of one: they would be taken for the beginning of the next.
 */
final class AwaitedDecoder extends HttpResponseDecoder {

    private boolean awaited;
    private boolean bodiless;

    AwaitedDecoder(HttpDecoderConfig config) {
        super(config);
    }

    /**
     * An answer is asked for.
     *
     * @param head whether by HEAD: no body follows, whatever the fields say (RFC 9112, section 6.3)
     */
    void await(boolean head) {
        awaited = true;
        bodiless = head;
    }

    void awaitNothing() {
        awaited = false;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (awaited) {
            super.decode(context, bytes, out);
        } else if (bytes.isReadable()) {
            bytes.skipBytes(bytes.readableBytes());
            var unused = context.close();
        }
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean interim =
                message instanceof HttpResponse answer && answer.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        return (bodiless && !interim) || super.isContentAlwaysEmpty(message);
    }
}
