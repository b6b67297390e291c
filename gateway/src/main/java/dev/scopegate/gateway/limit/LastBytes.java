package dev.scopegate.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A response that tells when its last bytes are there but not yet written: whoever made them is done, and whoever reads
 * them may call again at once.
 */
public final class LastBytes extends ServerHttpResponseDecorator {

    private final Runnable there;
    private final AtomicLong bytes = new AtomicLong();

    /**
     * The same response.
     *
     * @param there may be told several times
     */
    public LastBytes(ServerHttpResponse response, Runnable there) {
        super(response);
        this.there = there;
    }

    /** Unfused ({@code hide}): a fused source tells of its end only when it is asked again, which may be after the write. */
    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return super.writeWith(counted(body).hide().doOnComplete(there));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(Flux.from(body).map(this::counted).hide().doOnComplete(there));
    }

    @Override
    public Mono<Void> setComplete() {
        return Mono.defer(() -> {
            there.run();
            return super.setComplete();
        });
    }

    /** A reader that was told the length knows the last byte when it sees it. */
    private Flux<DataBuffer> counted(Publisher<? extends DataBuffer> body) {
        return Flux.from(body).cast(DataBuffer.class).doOnNext(part -> {
            long length = getHeaders().getContentLength();
            if (bytes.addAndGet(part.readableByteCount()) >= length && length >= 0) {
                there.run();
            }
        });
    }
}
