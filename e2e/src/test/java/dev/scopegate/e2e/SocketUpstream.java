package dev.scopegate.e2e;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.grpc.GrpcStatus;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** An upstream that speaks over WebSockets: a HOPR node's messages, and every gRPC method with an empty reply. */
final class SocketUpstream implements AutoCloseable {

    /** What whoever opens the messages of the node hears first. */
    static final String GREETING = "a message for you";

    /** Where a node tells its messages. */
    static final String MESSAGES = "/api/v3/messages/websocket";

    private static final WebsocketServerSpec GRPC =
            WebsocketServerSpec.builder().protocols(GrpcFrames.SUBPROTOCOL).build();

    private final List<String> openings = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    private SocketUpstream() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws(MESSAGES, SocketUpstream::greet)
                        .ws(MESSAGES + "/", SocketUpstream::greet)
                        .ws("/{service}/{method}", this::answer, GRPC))
                .bindNow();
    }

    static SocketUpstream start() {
        return new SocketUpstream();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** The first message of each gRPC call: its metadata. */
    List<String> openings() {
        return openings;
    }

    /** Then stays open until somebody closes it. */
    private static Publisher<Void> greet(WebsocketInbound in, WebsocketOutbound out) {
        return out.sendString(Flux.concat(Mono.just(GREETING), in.receive().asString()));
    }

    private Publisher<Void> answer(WebsocketInbound in, WebsocketOutbound out) {
        Flux<byte[]> messages = in.receive().asByteArray();
        Flux<byte[]> reply = messages.index()
                .doOnNext(message -> {
                    if (message.getT1() == 0) {
                        openings.add(new String(message.getT2(), StandardCharsets.US_ASCII));
                    }
                })
                .filter(message -> GrpcFrames.isEndOfSending(message.getT2()))
                .take(1)
                .flatMap(end -> Flux.just(
                        GrpcFrames.headers(), GrpcFrames.data(new byte[0]), GrpcFrames.trailers(GrpcStatus.OK, "")));
        return out.sendObject(reply.map(bytes -> new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes))))
                .then(out.sendClose());
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
