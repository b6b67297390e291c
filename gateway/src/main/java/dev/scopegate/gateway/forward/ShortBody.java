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

    /** What has come so far. */
    static final class Pieces {

        private final ByteBufAllocator allocator;
        private @Nullable ByteBuf bytes;

        Pieces(ByteBufAllocator allocator) {
            this.allocator = allocator;
        }

        /** One more, of which its giver keeps what it has. */
        void add(ByteBuf piece) {
            ByteBuf before = bytes;
            if (before == null) {
                bytes = piece.retain();
            } else {
                CompositeByteBuf all = before instanceof CompositeByteBuf several
                        ? several
                        : allocator.compositeBuffer().addComponent(true, before);
                bytes = all.addComponent(true, piece.retain());
            }
        }

        boolean isEmpty() {
            return bytes == null;
        }

        /** All of them; they belong to whoever takes them. */
        ByteBuf take() {
            ByteBuf all = bytes;
            bytes = null;
            return all == null ? Unpooled.EMPTY_BUFFER : all;
        }

        void discard() {
            take().release();
        }
    }

    @Override
    public void subscribe(CoreSubscriber<? super Gathered> actual) {
        pieces.subscribe(new Gathering(actual, allocator));
    }

    private static final class Gathering extends BaseSubscriber<ByteBuf> {

        private final CoreSubscriber<? super Gathered> actual;
        private final Context context;
        private final Pieces pieces;

        Gathering(CoreSubscriber<? super Gathered> actual, ByteBufAllocator allocator) {
            this.actual = actual;
            this.context = actual.currentContext();
            this.pieces = new Pieces(allocator);
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
            pieces.add(piece);
        }

        @Override
        protected void hookOnComplete() {
            give(null);
        }

        @Override
        protected void hookOnError(Throwable failure) {
            if (pieces.isEmpty()) {
                actual.onError(failure);
            } else {
                give(failure);
            }
        }

        private void give(@Nullable Throwable failure) {
            actual.onNext(new Gathered(pieces.take(), failure));
            actual.onComplete();
        }

        @Override
        protected void hookOnCancel() {
            pieces.discard();
        }
    }
}
