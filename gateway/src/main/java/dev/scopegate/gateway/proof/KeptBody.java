package dev.scopegate.gateway.proof;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A request whose body was read and goes on all the same, byte for byte. */
final class KeptBody extends ServerHttpRequestDecorator {

    private final byte[] body;

    private KeptBody(ServerHttpRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /** Reads it; fails with {@link org.springframework.core.io.buffer.DataBufferLimitException} where it is too long. */
    static Mono<KeptBody> of(ServerHttpRequest request, int longest) {
        return DataBufferUtils.join(request.getBody(), longest)
                .map(KeptBody::bytes)
                .defaultIfEmpty(new byte[0])
                .map(body -> new KeptBody(request, body));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    byte[] body() {
        return body;
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return body.length == 0
                ? Flux.empty()
                : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
    }
}
