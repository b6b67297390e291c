package dev.scopegate.admin.dialects.textile;

import dev.scopegate.admin.dialects.textile.TokenCall.Answer;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.store.ConflictException;
import dev.scopegate.store.StoreUnavailableException;
import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcStatus;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of one call. However the call ends, its client is told by trailers, and then the socket is closed: a client
 * waits for that without end. One that is silent is not waited for either. The container calls this on virtual threads.
 */
final class TokenSocket extends Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSocket.class);

    private final TokenCall call;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock();
    private CompletableFuture<Void> patienceLeft = new CompletableFuture<>();
    private int waits;
    private boolean over;

    TokenSocket(TokenCall call, Duration patience) {
        this.call = call;
        this.patience = patience;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(patience.multipliedBy(3).toMillis());
        session.addMessageHandler(byte[].class, new MessageHandler.Whole<byte[]>() {
            @Override
            public void onMessage(byte[] message) {
                inTurn(() -> take(session, message));
            }
        });
        session.addMessageHandler(String.class, new MessageHandler.Whole<String>() {
            @Override
            public void onMessage(String message) {
                inTurn(() -> end(session, GrpcStatus.INVALID_ARGUMENT, "Messages must be binary"));
            }
        });
        inTurn(() -> await(session));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        inTurn(this::settle);
    }

    @Override
    public void onError(Session session, Throwable failure) {
        inTurn(this::settle);
    }

    private void inTurn(Runnable step) {
        turn.lock();
        try {
            step.run();
        } finally {
            turn.unlock();
        }
    }

    private void take(Session session, byte[] message) {
        if (over || GrpcFrames.isEndOfSending(message)) {
            endEarly(session);
            return;
        }
        try {
            switch (call.take(message)) {
                case Answer.Silence silence -> {}
                case Answer.Challenge(ByteBuffer reply) -> {
                    send(session, ByteBuffer.wrap(GrpcFrames.headers()));
                    send(session, reply);
                    await(session);
                }
                case Answer.Token(ByteBuffer reply) -> {
                    send(session, reply);
                    end(session, GrpcStatus.OK, "");
                }
            }
        } catch (CallRefusedException refused) {
            end(session, refused.status(), refused.text());
        } catch (RuntimeException failure) {
            fail(session, failure);
        }
    }

    /** Who ends before the token was asked for gets none; afterwards it is the usual last word. */
    private void endEarly(Session session) {
        if (!over) {
            end(session, GrpcStatus.INVALID_ARGUMENT, "Call ended before the signature came");
        }
    }

    private void fail(Session session, RuntimeException failure) {
        switch (failure) {
            case RefusedException refused ->
                end(
                        session,
                        GrpcStatus.ofHttp(refused.refusal().status()),
                        refused.refusal().text());
            case ConflictException conflict -> end(session, GrpcStatus.ABORTED, "Another change came first");
            case StoreUnavailableException outage -> {
                LOG.warn("the store cannot be reached: {}", outage.getMessage());
                end(session, GrpcStatus.UNAVAILABLE, "Policy cannot be read right now");
            }
            default -> {
                LOG.error("a call failed", failure);
                end(session, GrpcStatus.INTERNAL, "This failed for a reason of our own");
            }
        }
    }

    private void await(Session session) {
        patienceLeft.cancel(false);
        int wait = ++waits;
        CompletableFuture<Void> waiting =
                new CompletableFuture<Void>().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        var unused = waiting.thenRunAsync(() -> inTurn(() -> expire(session, wait)), TokenSocket::run);
        patienceLeft = waiting;
    }

    private static void run(Runnable task) {
        Thread unused = Thread.startVirtualThread(task);
    }

    /** A wait that was over while the awaited message was being looked at is over for nobody. */
    private void expire(Session session, int wait) {
        if (wait == waits) {
            end(session, GrpcStatus.DEADLINE_EXCEEDED, call.lateness());
        }
    }

    private void end(Session session, GrpcStatus status, String message) {
        if (over) {
            return;
        }
        settle();
        send(session, ByteBuffer.wrap(GrpcFrames.trailers(status, message)));
        try {
            session.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a client was gone before its call ended");
        }
    }

    private void settle() {
        over = true;
        patienceLeft.cancel(false);
    }

    private void send(Session session, ByteBuffer frame) {
        try {
            session.getBasicRemote().sendBinary(frame);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a client was gone before its call ended");
        }
    }
}
