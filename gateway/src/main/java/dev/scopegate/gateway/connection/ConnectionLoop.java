package dev.scopegate.gateway.connection;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Brings a call back to the event loop of its connection after it has waited for an answer from elsewhere.
 *
 * <p>It saves the hops between threads that every later step would make, and lets the next request of a keep-alive
 * connection find the one before it ended.
 */
public final class ConnectionLoop {

    /** The host's own request; whoever changes one puts another in its place. */
    private static final String UNCHANGED = "org.springframework.http.server.reactive.ReactorServerHttpRequest";

    private static final ConcurrentMap<EventLoop, Scheduler> SCHEDULERS = new ConcurrentHashMap<>();

    private ConnectionLoop() {}

    /**
     * Goes on with an answer: at once where it is there already, as most are, else on the loop of the request's connection
     * once it comes.
     */
    public static <T> Mono<Void> goOn(ServerHttpRequest request, Mono<T> answer, Function<T, Mono<Void>> next) {
        return Ready.is(answer)
                ? Ready.flatMap(answer, next)
                : of(request, answer).flatMap(next);
    }

    /** The same outcome, on the loop of the request's connection; at once where it comes there anyway. */
    public static <T> Mono<T> of(ServerHttpRequest request, Mono<T> answer) {
        EventLoop loop = loopOf(request);
        return loop == null ? answer : answer.publishOn(SCHEDULERS.computeIfAbsent(loop, ConnectionLoop::schedulerOf));
    }

    private static Scheduler schedulerOf(EventLoop loop) {
        return Schedulers.fromExecutor(task -> {
            if (loop.inEventLoop()) {
                task.run();
            } else {
                loop.execute(task);
            }
        });
    }

    /** The loop of the connection that the request came over; null where the server is not Netty. */
    public static @Nullable EventLoop loopOf(ServerHttpRequest request) {
        Channel channel = channelOf(request);
        return channel == null ? null : channel.eventLoop();
    }

    /** Whether the request came as one of several that share a connection (HTTP/2). */
    public static boolean isStream(ServerHttpRequest request) {
        return channelOf(request) instanceof Http2StreamChannel;
    }

    /** Whether it is as the server made it. */
    public static boolean isUnchanged(ServerHttpRequest request) {
        return request.getClass().getName().equals(UNCHANGED);
    }

    /**
     * The header fields of a request as they came, for reading; null where somebody may have changed them, or the server is
     * not Netty.
     */
    public static @Nullable HttpHeaders fieldsOf(ServerHttpRequest request) {
        return request instanceof AbstractServerHttpRequest server
                        && isUnchanged(request)
                        && server.getNativeRequest() instanceof HttpServerRequest own
                ? own.requestHeaders()
                : null;
    }

    /** All values of a header field, in whatever order, for reading. */
    public static Iterator<String> valuesOf(ServerHttpRequest request, String name) {
        HttpHeaders own = fieldsOf(request);
        return own == null ? request.getHeaders().getOrEmpty(name).iterator() : own.valueStringIterator(name);
    }

    /** The connection that the request came over; with HTTP/2, its stream. Null where the server is not Netty. */
    public static @Nullable Channel channelOf(ServerHttpRequest request) {
        ServerHttpRequest inner = request;
        while (inner instanceof ServerHttpRequestDecorator decorator) {
            inner = decorator.getDelegate();
        }
        if (inner instanceof AbstractServerHttpRequest server
                && server.getNativeRequest() instanceof HttpServerRequest
                && server.getNativeRequest() instanceof Connection connection) {
            return connection.channel();
        }
        return null;
    }
}
