package dev.scopegate.gateway.forward;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** A body of few bytes, gathered so that it is written in one piece with its head. */
final class ShortBody extends Mono<ShortBody.Gathered> {

    private final Publisher<ByteBuf> pieces;
    private final ByteBufAllocator allocator;

    /**
     * A body.
     *
     * @param pieces are released as soon as they were given, as those of a connection are
     */
    ShortBody(Publisher<ByteBuf> pieces, ByteBufAllocator allocator) {
        this.pieces = pieces;
        this.allocator = allocator;
    }

    /**
     * What came of it.
     *
     * @param bytes belong to whoever is given them
     * @param failure why no more came; null where it is whole
     */
    record Gathered(ByteBuf bytes, @Nullable Throwable failure) {}

    @Override
    public void subscribe(CoreSubscriber<? super Gathered> actual) {
        pieces.subscribe(new Gathering(actual, allocator));
    }

    private static final class Gathering extends BaseSubscriber<ByteBuf> {

        private final CoreSubscriber<? super Gathered> actual;
        private final ByteBufAllocator allocator;
        private final Context context;
        private @Nullable ByteBuf gathered;

        Gathering(CoreSubscriber<? super Gathered> actual, ByteBufAllocator allocator) {
            this.actual = actual;
            this.allocator = allocator;
            this.context = actual.currentContext();
        }

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            actual.onSubscribe(this);
        }

        @Override
        protected void hookOnNext(ByteBuf piece) {
            ByteBuf before = gathered;
            if (before == null) {
                gathered = piece.retain();
            } else {
                CompositeByteBuf all = before instanceof CompositeByteBuf several
                        ? several
                        : allocator.compositeBuffer().addComponent(true, before);
                gathered = all.addComponent(true, piece.retain());
            }
        }

        @Override
        protected void hookOnComplete() {
            give(gathered == null ? Unpooled.EMPTY_BUFFER : gathered, null);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            if (gathered == null) {
                actual.onError(failure);
            } else {
                give(gathered, failure);
            }
        }

        private void give(ByteBuf bytes, @Nullable Throwable failure) {
            gathered = null;
            actual.onNext(new Gathered(bytes, failure));
            actual.onComplete();
        }

        @Override
        protected void hookOnCancel() {
            ByteBuf part = gathered;
            gathered = null;
            if (part != null) {
                part.release();
            }
        }
    }
}
