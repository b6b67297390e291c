package dev.scopegate.gateway.framing;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Optional;

/**
 * Refuses a request whose end, host or target two readers could read in two ways. It marks the request as undecodable:
 * the server then answers 400 in turn, behind the answers to earlier requests, and closes.
 */
@ChannelHandler.Sharable
final class FramingCheck extends ChannelInboundHandlerAdapter {

    static final FramingCheck INSTANCE = new FramingCheck();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
            check(request);
        }
        context.fireChannelRead(message);
    }

    private static void check(HttpRequest request) {
        HttpHeaders headers = request.headers();
        String host = headers.get(HttpHeaderNames.HOST, "");
        Optional<String> target = RequestTarget.of(request.uri(), host);
        if (target.isEmpty()) {
            refuse(request, "the request target cannot be read in one way only");
        } else if (!hasOneHost(request)) {
            refuse(request, "a request needs exactly one Host");
        } else if (!isFramedOnce(request)) {
            refuse(request, "the length of the body can be read in more than one way");
        } else if (!target.get().equals(request.uri())) {
            request.setUri(target.get());
        }
    }

    private static boolean hasOneHost(HttpRequest request) {
        int hosts = request.headers() instanceof FramingHeaders framing
                ? framing.hosts()
                : request.headers().getAll(HttpHeaderNames.HOST).size();
        return hosts == 1 || (hosts == 0 && isBeforeHttp11(request));
    }

    private static boolean isFramedOnce(HttpRequest request) {
        HttpHeaders headers = request.headers();
        boolean coded = headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        if (headers instanceof FramingHeaders framing && (framing.framedTwice() || framing.codings() > 1)) {
            return false;
        }
        return !coded
                || (!isBeforeHttp11(request)
                        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        && headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).size() == 1
                        && headers.get(HttpHeaderNames.TRANSFER_ENCODING).equalsIgnoreCase("chunked"));
    }

    private static boolean isBeforeHttp11(HttpRequest request) {
        return request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    }

    private static void refuse(HttpRequest request, String why) {
        request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException(why)));
    }
}
