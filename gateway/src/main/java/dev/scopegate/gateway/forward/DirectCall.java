package dev.scopegate.gateway.forward;

import dev.scopegate.gateway.connection.UpstreamConnection;
import dev.scopegate.gateway.connection.UpstreamConnections;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * A call without a body, over a connection of its own event loop. One that the upstream closed while it waited for a call is
 * given up for a new one, once (RFC 9110, section 9.2.2: the methods in question are safe).
 */
final class DirectCall extends Mono<Void> {

    private final UpstreamConnections upstream;
    private final Channel near;
    private final HttpRequest request;
    private final Recipient recipient;

    /**
     * A call.
     *
     * @param near the connection that it came over
     */
    DirectCall(UpstreamConnections upstream, Channel near, HttpRequest request, Recipient recipient) {
        this.upstream = upstream;
        this.near = near;
        this.request = request;
        this.recipient = recipient;
    }

    /**
     * Whom the answer is for.
     *
     * @param origin of the upstream
     * @param streaming the media types of answers that are passed on piece by piece
     */
    record Recipient(
            ServerWebExchange exchange, AwaitedAnswer.Awaiting awaited, String origin, List<MediaType> streaming) {}

    @Override
    public void subscribe(CoreSubscriber<? super Void> actual) {
        Run run = new Run(actual);
        actual.onSubscribe(run);
        EventLoop loop = near.eventLoop();
        if (loop.inEventLoop()) {
            run.start();
        } else {
            loop.execute(run::start);
        }
    }

    /** Everything but its end by others happens on the event loop. */
    private final class Run implements UpstreamConnection.Receiver, CoreSubscriber<Void>, Subscription, Disposable {

        private final CoreSubscriber<? super Void> actual;
        private final Context context;
        private final ShortBody.Pieces gathered = new ShortBody.Pieces(near.alloc());
        private @Nullable UpstreamConnection connection;
        private @Nullable DirectAnswer answer;
        private @Nullable LongBody body;
        private @Nullable Subscription writing;
        private boolean heard;
        private boolean interim;
        private volatile boolean over;

        Run(CoreSubscriber<? super Void> actual) {
            this.actual = actual;
            this.context = actual.currentContext();
        }

        private void start() {
            UpstreamConnection idle = over ? null : upstream.idleOf(near.eventLoop());
            if (idle != null) {
                send(idle);
            } else if (!over) {
                connect();
            }
        }

        private void connect() {
            Future<UpstreamConnection> connecting = upstream.connect(near);
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
            to.send(request, this);
        }

        @Override
        public void receive(HttpObject part) {
            heard = true;
            if (part.decoderResult().isFailure()) {
                drop();
                breakOff(part.decoderResult().cause());
                return;
            }
            if (part instanceof HttpResponse head) {
                begin(head);
            }
            UpstreamConnection open = connection;
            if (part instanceof HttpContent content && open != null) {
                take(content, open);
            }
        }

        /** An interim answer is none yet (RFC 9110, section 15.2). */
        private void begin(HttpResponse head) {
            interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && head.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
            if (interim || !recipient.awaited().begins(this)) {
                return;
            }
            DirectAnswer begun = new DirectAnswer(request, recipient.origin(), head);
            answer = begun;
            UpstreamConnection open = connection;
            UpstreamAnswer passing = new UpstreamAnswer(begun, this);
            if (open != null && !passing.isSoonComplete(recipient.exchange(), recipient.streaming())) {
                LongBody pieces = new LongBody(open, near.eventLoop());
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
            if (lost != null && lost.isUsed() && !heard && !over) {
                connect();
            } else {
                breakOff(failure);
            }
        }

        private void breakOff(Throwable failure) {
            DirectAnswer begun = answer;
            if (begun != null && (body != null || !gathered.isEmpty())) {
                end(begun, failure);
            } else {
                fail(failure);
            }
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
            onLoop(() -> {
                Subscription current = writing;
                if (current != null) {
                    current.cancel();
                }
                drop();
            });
        }

        @Override
        public void dispose() {
            onLoop(this::drop);
        }

        private void drop() {
            UpstreamConnection open = connection;
            connection = null;
            if (open != null) {
                open.close();
            }
            gathered.discard();
        }

        private void onLoop(Runnable end) {
            EventLoop loop = near.eventLoop();
            if (loop.inEventLoop()) {
                end.run();
            } else {
                loop.execute(end);
            }
        }
    }
}
