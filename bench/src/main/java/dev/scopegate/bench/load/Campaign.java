package dev.scopegate.bench.load;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One run of load: the calls that are due, the connections that are idle, and what was answered. One thread has it. */
final class Campaign {

    private static final long TICK_MICROS = 500;
    private static final long GRACE_MICROS = 20 * TICK_MICROS;

    private final Call call;
    private final Pace pace;
    private final long length;
    private final EventLoop loop;
    private final List<String> tokens;
    private final Deque<Caller> idle = new ArrayDeque<>();
    private final Latencies latencies = new Latencies();
    private final CompletableFuture<Load> done = new CompletableFuture<>();
    private long begin;
    private long sent;
    private long wrong;
    private int underway;
    private boolean over;

    Campaign(Call call, Pace pace, Duration duration, EventLoop loop) {
        this.call = call;
        this.pace = pace;
        this.length = duration.toNanos();
        this.loop = loop;
        this.tokens = call.allTokens();
    }

    Caller caller() {
        return new Caller();
    }

    CompletableFuture<Load> run() {
        loop.execute(this::start);
        return done;
    }

    private void start() {
        begin = System.nanoTime();
        var unused = loop.schedule(this::end, length, TimeUnit.NANOSECONDS);
        if (pace.isBound()) {
            var ticks = loop.scheduleAtFixedRate(this::sendDue, 0, TICK_MICROS, TimeUnit.MICROSECONDS);
            var unusedDone = done.whenComplete((load, failure) -> ticks.cancel(false));
        } else {
            sendDue();
        }
    }

    private void sendDue() {
        while (!over && !idle.isEmpty() && isNextDue()) {
            idle.pop().send(pace.isBound() ? begin + pace.dueAt(sent) : System.nanoTime());
            sent++;
            underway++;
            over = sent >= pace.most();
        }
    }

    private boolean isNextDue() {
        return !pace.isBound() || sent < pace.dueBy(System.nanoTime() - begin);
    }

    private void answered(Caller caller, int status, long due) {
        latencies.add(System.nanoTime() - due);
        if (status != call.status()) {
            wrong++;
        }
        underway--;
        idle.push(caller);
        sendDue();
        finish();
    }

    /** What was due and never sent is wrong too: the server could not keep the rate. */
    private void end() {
        over = true;
        if (pace.isBound()) {
            wrong += Math.max(0, pace.dueBy(length - TimeUnit.MICROSECONDS.toNanos(GRACE_MICROS)) - sent);
        }
        finish();
    }

    private void finish() {
        if (over && underway == 0) {
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
            done.complete(new Load(latencies.size(), wrong, micros, latencies.micros(0.5), latencies.micros(0.99)));
        }
    }

    private FullHttpRequest request() {
        String query = call.uri().getRawQuery();
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, call.uri().getRawPath() + (query == null ? "" : "?" + query));
        request.headers().set(HttpHeaderNames.HOST, call.uri().getAuthority());
        String authorization =
                tokens.isEmpty() ? call.authorization() : "Bearer " + tokens.get((int) (sent % tokens.size()));
        if (authorization != null) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
        }
        return request;
    }

    /** One connection. */
    final class Caller extends SimpleChannelInboundHandler<FullHttpResponse> {

        private @Nullable ChannelHandlerContext connection;
        private boolean waiting;
        private long due;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            connection = context;
            idle.push(this);
        }

        private void send(long dueAt) {
            due = dueAt;
            waiting = true;
            if (connection != null) {
                var unused = connection.writeAndFlush(request(), connection.voidPromise());
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            waiting = false;
            answered(this, response.status().code(), due);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            idle.remove(this);
            if (waiting) {
                waiting = false;
                wrong++;
                underway--;
                finish();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            var unused = context.close();
        }
    }
}
