package dev.scopegate.gateway;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client of gRPC over WebSockets. */
final class GrpcCaller {

    private static final Pattern STATUS = Pattern.compile("grpc-status: (\\d+)");
    private static final Pattern MESSAGE = Pattern.compile("grpc-message: ([^\\r]*)");

    private final Ear ear = new Ear();
    private final WebSocket socket;

    private GrpcCaller(WebSocket.Builder builder, String uri) {
        socket = builder.subprotocols("grpc-websockets")
                .buildAsync(URI.create(uri), ear)
                .join();
    }

    static GrpcCaller open(int port, String path, String... headers) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return new GrpcCaller(builder, "ws://127.0.0.1:" + port + path);
    }

    /** Sends what a client sends for a call of one message. */
    GrpcCaller call(String... metadata) {
        StringBuilder lines = new StringBuilder("host: http://gateway.test\r\n");
        for (String line : metadata) {
            lines.append(line).append("\r\n");
        }
        return send(lines.append("x-grpc-web: 1\r\n").toString().getBytes(StandardCharsets.ISO_8859_1))
                .send(new byte[] {0, 0, 0, 0, 0, 2, 'h', 'i'})
                .send(new byte[] {1});
    }

    GrpcCaller send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true)
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(closed -> socket)
                .join();
        return this;
    }

    GrpcCaller sendText(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    void abort() {
        socket.abort();
    }

    /** What came until the server closed. */
    Heard heard() {
        return ear.closed.orTimeout(8, TimeUnit.SECONDS).join();
    }

    /** All bytes of the server, and the code with which it closed. */
    record Heard(String bytes, int closeCode) {

        int status() {
            Matcher matcher = STATUS.matcher(bytes);
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
        }

        String message() {
            Matcher matcher = MESSAGE.matcher(bytes);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    private static final class Ear implements WebSocket.Listener {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<Heard> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            bytes.writeBytes(part);
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(new Heard(bytes.toString(StandardCharsets.ISO_8859_1), code));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }
}
