package dev.scopegate.gateway.connection;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Answers whose body is there in whole, written as the host would, with fewer steps between. */
public final class WholeAnswer {

    private WholeAnswer() {}

    /**
     * Writes it, unless there is an answer already.
     *
     * @param body belongs to the answer
     */
    public static Mono<Void> write(ServerHttpResponse response, ByteBuf body) {
        HttpServerResponse server = serverOf(response);
        if (server == null || !body.isReadable()) {
            DataBuffer bytes = ((NettyDataBufferFactory) response.bufferFactory()).wrap(body);
            return response.writeWith(Mono.just(bytes));
        }
        if (response.isCommitted()) {
            body.release();
            return Mono.empty();
        }
        return new InTurn(
                response.setComplete(),
                () -> server.sendObject(body).then(),
                failure -> {
                    body.release();
                    return Mono.error(failure);
                },
                body::release);
    }

    /**
     * Where a response's fields are kept, which takes them as they are; null where somebody else stands before it, or the
     * server is not Netty.
     */
    public static @Nullable HttpHeaders fieldsOf(ServerHttpResponse response) {
        HttpServerResponse server = serverOf(response);
        return server == null ? null : server.responseHeaders();
    }

    private static @Nullable HttpServerResponse serverOf(ServerHttpResponse response) {
        return response instanceof AbstractServerHttpResponse own
                        && own.getNativeResponse() instanceof HttpServerResponse server
                ? server
                : null;
    }
}
