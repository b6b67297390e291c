package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.UpstreamConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** A body of any length, which is received no faster than it is taken. */
final class LongBody {

    private final UpstreamConnection connection;
    private final EventLoop loop;
    private final Queue<ByteBuf> waiting = new ConcurrentLinkedQueue<>();
    private final Sinks.Many<ByteBuf> pieces = Sinks.many().unicast().onBackpressureBuffer(waiting);
    private volatile boolean wanted;
    private boolean paused;
    private boolean ended;

    LongBody(UpstreamConnection connection, EventLoop loop) {
        this.connection = connection;
        this.loop = loop;
        connection.readOnDemand();
    }

    /** Belong to whoever is given them. */
    Flux<ByteBuf> pieces() {
        return pieces.asFlux()
                .doOnSubscribe(subscription -> wanted = true)
                .doOnNext(piece -> readOnWhereAllIsTaken())
                .doOnDiscard(ByteBuf.class, ByteBuf::release);
    }

    /** Afterwards: the piece is still on its way. */
    private void readOnWhereAllIsTaken() {
        if (waiting.isEmpty()) {
            loop.execute(this::goOn);
        }
    }

    /** Nobody will ask for it any more; whoever has asked already sees to it himself. */
    void discard() {
        ended = true;
        if (!wanted) {
            for (ByteBuf piece = waiting.poll(); piece != null; piece = waiting.poll()) {
                piece.release();
            }
        }
    }

    void add(ByteBuf piece) {
        if (pieces.tryEmitNext(piece.retain()).isFailure()) {
            piece.release();
        }
    }

    /** No more came for the moment: the next are received once these are taken. */
    void pause() {
        paused = true;
        goOn();
    }

    private void goOn() {
        if (paused && !ended && waiting.isEmpty()) {
            paused = false;
            connection.read();
        }
    }

    /**
     * No more will come.
     *
     * @param failure why not all of it came; null where it is whole
     */
    void end(@Nullable Throwable failure) {
        ended = true;
        if (failure == null) {
            pieces.tryEmitComplete();
        } else {
            pieces.tryEmitError(failure);
        }
    }
}
