package dev.scopegate.gateway;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcMetadata;
import dev.scopegate.wire.grpc.GrpcStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

/** An upstream that speaks gRPC over WebSockets: it keeps each call's metadata and says back what it hears. */
final class GrpcUpstream implements AutoCloseable {

    private final BlockingQueue<String> handshakes = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> firstMessages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final DisposableServer server;

    private GrpcUpstream() {
        WebsocketServerSpec grpc =
                WebsocketServerSpec.builder().protocols(GrpcFrames.SUBPROTOCOL).build();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    handshakes.add(request.method() + " " + request.uri() + "\n"
                            + request.requestHeaders().entries().stream()
                                    .map(Map.Entry::toString)
                                    .collect(Collectors.joining("\n")));
                    if (request.uri().endsWith("/NoSocket")) {
                        return response.status(404).send();
                    }
                    request.withConnection(connection -> connection.onDispose(() -> ended.add(request.uri())));
                    return response.sendWebsocket(
                            (in, out) -> out.sendByteArray(
                                    answers(in.aggregateFrames().receive().asByteArray())),
                            grpc);
                })
                .bindNow();
    }

    static GrpcUpstream start() {
        return new GrpcUpstream();
    }

    private Flux<byte[]> answers(Flux<byte[]> messages) {
        return messages.index((index, message) -> {
                    if (index == 0) {
                        firstMessages.add(new String(message, StandardCharsets.ISO_8859_1));
                        return GrpcFrames.headers();
                    }
                    return GrpcFrames.isEndOfSending(message)
                            ? GrpcFrames.trailers(GrpcStatus.OK, "")
                            : GrpcFrames.data(GrpcFrames.requestOf(message).orElseThrow());
                })
                .takeUntil(frame -> new String(frame, StandardCharsets.ISO_8859_1).contains("grpc-status"));
    }

    String uri() {
        return "http://127.0.0.1:" + server.port();
    }

    BlockingQueue<String> handshakes() {
        return handshakes;
    }

    BlockingQueue<String> firstMessages() {
        return firstMessages;
    }

    BlockingQueue<String> ended() {
        return ended;
    }

    static GrpcMetadata metadata(String message) {
        return GrpcMetadata.parse(message.getBytes(StandardCharsets.ISO_8859_1)).orElseThrow();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
