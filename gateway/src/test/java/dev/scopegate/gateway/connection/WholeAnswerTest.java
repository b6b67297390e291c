package dev.scopegate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.publisher.TestPublisher;

class WholeAnswerTest {

    private final OnNetty response = new OnNetty();
    private final ByteBuf body = ByteBufAllocator.DEFAULT.buffer().writeByte('x');
    private final TestPublisher<Void> beforehand = TestPublisher.create();

    /** Harm: each caller that hangs up just then leaves memory behind. */
    @Test
    void the_body_is_released_where_the_caller_hangs_up_before_it_is_written() {
        response.beforeCommit(beforehand::mono);
        Disposable waiting = WholeAnswer.write(response, body).subscribe();
        assertThat(body.refCnt()).isOne();

        waiting.dispose();

        assertThat(body.refCnt()).isZero();
    }

    @Test
    void the_body_is_released_where_what_comes_beforehand_fails() {
        response.beforeCommit(beforehand::mono);
        Disposable waiting = WholeAnswer.write(response, body).onErrorComplete().subscribe();

        beforehand.error(new IllegalStateException("beforehand"));

        assertThat(waiting.isDisposed()).isTrue();
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void the_body_is_released_where_there_is_an_answer_already() {
        response.setComplete().block();

        WholeAnswer.write(response, body).block();

        assertThat(body.refCnt()).isZero();
    }

    /** Stands on a server that is never asked to send anything. */
    private static final class OnNetty extends AbstractServerHttpResponse {

        private final HttpServerResponse server = (HttpServerResponse) Proxy.newProxyInstance(
                HttpServerResponse.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });

        OnNetty() {
            super(new NettyDataBufferFactory(ByteBufAllocator.DEFAULT));
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T> T getNativeResponse() {
            return (T) server;
        }

        @Override
        protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
            return Mono.error(new UnsupportedOperationException());
        }

        @Override
        protected void applyStatusCode() {}

        @Override
        protected void applyHeaders() {}

        @Override
        protected void applyCookies() {}
    }
}
