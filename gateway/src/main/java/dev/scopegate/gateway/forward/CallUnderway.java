package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.UpstreamConnection;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/** A call on its way to its upstream and back. Everything but its end by others happens on its event loop. */
final class CallUnderway implements UpstreamConnection.Receiver, CoreSubscriber<Void>, Subscription, Disposable {

    /** Who takes longer to hang up has seen the call. */
    private static final long STALE_NANOS = 1_000_000_000;

    private final CoreSubscriber<? super Void> actual;
    private final Context context;
    private final DirectCall.Way way;
    private final DirectCall.Recipient recipient;
    private final ShortBody.Pieces gathered;
    private @Nullable UpstreamConnection connection;
    private @Nullable DirectAnswer answer;
    private @Nullable LongBody body;
    private @Nullable Subscription writing;
    private long sent;
    private boolean heard;
    private boolean interim;
    private volatile boolean over;

    CallUnderway(CoreSubscriber<? super Void> actual, DirectCall.Way way, DirectCall.Recipient recipient) {
        this.actual = actual;
        this.context = actual.currentContext();
        this.way = way;
        this.recipient = recipient;
        this.gathered = new ShortBody.Pieces(way.near().alloc());
    }

    void start() {
        UpstreamConnection idle = over ? null : way.upstream().idleOf(way.loop());
        if (idle != null) {
            send(idle);
        } else if (!over) {
            connect();
        }
    }

    private void connect() {
        Future<UpstreamConnection> connecting = way.upstream().connect(way.near());
        connecting.addListener(done -> {
            UpstreamConnection opened = connecting.getNow();
            if (opened == null) {
                fail(connecting.cause());
            } else if (over) {
                opened.release();
            } else {
                send(opened);
            }
        });
    }

    private void send(UpstreamConnection to) {
        connection = to;
        sent = System.nanoTime();
        to.send(way.request(), this);
    }

    @Override
    public void receive(HttpObject part) {
        heard = true;
        try {
            IOException wrong = DirectAnswer.errorIn(part);
            if (wrong != null) {
                breakOff(wrong);
            } else if (!over) {
                accept(part);
            }
        } catch (RuntimeException e) {
            breakOff(e);
            fail(e);
        }
    }

    private void accept(HttpObject part) {
        UpstreamConnection open = Objects.requireNonNull(connection);
        if (part instanceof HttpResponse head) {
            interim = DirectAnswer.isInterim(head);
            if (!interim && recipient.awaited().begins(this)) {
                begin(new DirectAnswer(way.request(), recipient.origin(), head), open);
            }
        }
        if (part instanceof HttpContent content && connection != null) {
            take(content, open);
        }
    }

    private void begin(DirectAnswer begun, UpstreamConnection open) {
        answer = begun;
        UpstreamAnswer passing = new UpstreamAnswer(begun, this);
        if (!passing.isSoonComplete(recipient.exchange(), recipient.streaming())) {
            LongBody pieces = new LongBody(open, way.loop());
            body = pieces;
            passing.passedOn(recipient.exchange(), recipient.streaming(), pieces.pieces())
                    .subscribe(this);
        }
    }

    private void take(HttpContent content, UpstreamConnection open) {
        if (content.content().isReadable()) {
            if (body == null) {
                gathered.add(content.content());
            } else {
                body.add(content.content());
            }
        }
        DirectAnswer begun = answer;
        if (content instanceof LastHttpContent last && begun != null) {
            connection = null;
            if (begun.isKeepAlive()) {
                open.release();
            } else {
                open.close();
            }
            begun.endsWith(last.trailingHeaders());
            end(begun, null);
        }
    }

    private void end(DirectAnswer begun, @Nullable Throwable failure) {
        UpstreamAnswer passing = new UpstreamAnswer(begun, this);
        if (body != null) {
            body.end(failure);
        } else if (gathered.isEmpty()) {
            passing.passedOn(recipient.exchange(), recipient.streaming(), Flux.empty())
                    .subscribe(this);
        } else {
            passing.written(recipient.exchange(), new ShortBody.Gathered(gathered.take(), failure))
                    .subscribe(this);
        }
    }

    @Override
    public void pause() {
        if (body != null) {
            body.pause();
        }
    }

    @Override
    public void lose(Throwable failure) {
        UpstreamConnection lost = connection;
        connection = null;
        boolean stale = lost != null && lost.isUsed() && System.nanoTime() - sent < STALE_NANOS;
        if (stale && failure instanceof IOException && !heard && !over) {
            connect();
        } else {
            breakOff(failure);
        }
    }

    /** What came so far goes on where that has begun, or may begin now. */
    private void breakOff(Throwable failure) {
        DirectAnswer begun = answer;
        if (!over && begun != null && (body != null || !gathered.isEmpty())) {
            end(begun, failure);
        } else {
            fail(failure);
        }
        drop();
    }

    private void fail(Throwable failure) {
        if (!over) {
            over = true;
            actual.onError(failure);
        }
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        writing = subscription;
        if (over) {
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(Void never) {}

    @Override
    public void onError(Throwable failure) {
        fail(failure);
    }

    @Override
    public void onComplete() {
        drop();
        if (!over) {
            over = true;
            actual.onComplete();
        }
    }

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
        over = true;
        way.onLoop(() -> {
            Subscription current = writing;
            if (current != null) {
                current.cancel();
            }
            drop();
        });
    }

    @Override
    public void dispose() {
        way.onLoop(this::drop);
    }

    private void drop() {
        UpstreamConnection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
        gathered.discard();
        if (body != null) {
            body.discard();
        }
    }
}
