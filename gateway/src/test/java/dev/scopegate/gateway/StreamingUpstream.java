package dev.scopegate.gateway;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** An upstream whose answers take as long as anyone listens, and that says which of them have ended. */
final class StreamingUpstream implements AutoCloseable {

    private static final Flux<Long> TICKS = Flux.interval(Duration.ZERO, Duration.ofMillis(50));

    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final DisposableServer server;

    private StreamingUpstream() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    request.withConnection(
                            connection -> connection.onDispose(() -> ended.add("closed " + request.uri())));
                    return answer(request, response);
                })
                .bindNow();
    }

    static StreamingUpstream start() {
        return new StreamingUpstream();
    }

    String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    /** {@code closed} and the path, for each connection that went down. */
    BlockingQueue<String> ended() {
        return ended;
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        String path = request.uri();
        if (path.contains("/socket")) {
            return response.sendWebsocket((in, out) -> out.sendString(
                    Flux.merge(TICKS.map(tick -> "tick " + tick), in.receive().asString())));
        }
        if (path.contains("/events")) {
            return sendEach(
                    response.header("Content-Type", "text/event-stream"), TICKS.map(tick -> "data: " + tick + "\n\n"));
        }
        if (path.contains("/file")) {
            return sendEach(
                    response.header("Content-Length", "1000000"),
                    TICKS.map(tick -> "x".repeat(1_000)).take(1_000));
        }
        if (path.contains("/never")) {
            return Mono.never();
        }
        if (path.contains("/soon")) {
            return response.sendString(Mono.just("done").delayElement(Duration.ofSeconds(1)));
        }
        return path.contains("/broken")
                ? Mono.error(new IllegalStateException("broken"))
                : response.sendString(Mono.just("done"));
    }

    private static Publisher<Void> sendEach(HttpServerResponse response, Flux<String> parts) {
        return response.send(parts.map(part -> Unpooled.copiedBuffer(part, StandardCharsets.UTF_8)), part -> true);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
