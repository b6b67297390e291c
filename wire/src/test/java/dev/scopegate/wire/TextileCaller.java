package dev.scopegate.wire;

import dev.scopegate.wire.grpc.GrpcFrames;
import dev.scopegate.wire.key.Ed25519Seed;
import dev.scopegate.wire.key.Multibase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes one call as a Textile client does, one message after the other. */
public final class TextileCaller implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PREFIX = 5;

    private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private TextileCaller(String uri) {
        socket = HTTP.newWebSocketBuilder()
                .subprotocols(GrpcFrames.SUBPROTOCOL)
                .header("Origin", "https://app.example")
                .buildAsync(URI.create(uri), this)
                .join();
    }

    /** Calls GetToken at a base URL. */
    public static TextileCaller open(String base) {
        return open(base, "/threads.pb.API/GetToken");
    }

    /** Calls a method at a base URL. */
    public static TextileCaller open(String base, String method) {
        return new TextileCaller(base.replace("http", "ws") + method);
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    public TextileCaller metadata(String... pairs) {
        StringBuilder lines = new StringBuilder("host: http://127.0.0.1\r\n");
        for (int i = 0; i < pairs.length; i += 2) {
            lines.append(pairs[i]).append(": ").append(pairs[i + 1]).append("\r\n");
        }
        return send(lines.append("content-type: application/grpc-web+proto\r\nx-grpc-web: 1\r\n")
                .toString()
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** The metadata of a client that has a key, and of one that has a secret too. */
    public TextileCaller admitted(String key, @Nullable String secret, String... more) {
        List<String> pairs = new ArrayList<>(List.of("x-textile-api-key", key));
        if (secret != null) {
            String until = Instant.now().plus(Duration.ofMinutes(30)).toString();
            pairs.addAll(List.of("x-textile-api-sig-msg", until, "x-textile-api-sig", sign(secret, until)));
        }
        pairs.addAll(List.of(more));
        return metadata(pairs.toArray(String[]::new));
    }

    /** A client's signature by its secret. */
    public static String sign(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Multibase.decode(secret).orElseThrow(), "HmacSHA256"));
            return Multibase.base32(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public TextileCaller key(String key) {
        return request(0x0A, key.getBytes(StandardCharsets.UTF_8));
    }

    public TextileCaller signature(byte[] signature) {
        return request(0x12, signature);
    }

    public TextileCaller end() {
        return send(new byte[] {1});
    }

    private TextileCaller request(int tag, byte[] content) {
        byte[] message = ByteBuffer.allocate(2 + content.length)
                .put((byte) tag)
                .put((byte) content.length)
                .put(content)
                .array();
        byte[] frame = GrpcFrames.data(message);
        return send(
                ByteBuffer.allocate(1 + frame.length).put((byte) 0).put(frame).array());
    }

    public TextileCaller send(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    public TextileCaller sendText(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    /** The challenge, after the headers that precede it. */
    public byte[] challenge() {
        if (!text(next()).equals("Content-Type: application/grpc\r\n")) {
            throw new AssertionError("the first reply must be the headers");
        }
        byte[] reply = next();
        if (reply[0] != 0 || reply[PREFIX] != 0x0A || reply[PREFIX + 1] != 32) {
            throw new AssertionError("the second reply must be a challenge, but was " + text(reply));
        }
        return Arrays.copyOfRange(reply, PREFIX + 2, reply.length);
    }

    /** The token of a whole call. */
    public String token(Ed25519Seed seed) {
        key(seed.publicKey().text());
        signature(seed.sign(challenge())).end();
        return nextToken();
    }

    /** The token that comes, and the call's end. */
    public String nextToken() {
        byte[] reply = next();
        if (reply[0] != 0) {
            throw new AssertionError("the reply must be a token, but was " + text(reply));
        }
        String token = text(reply).substring(3);
        if (!end(next()).equals("0 ")) {
            throw new AssertionError("the call must end well");
        }
        return token;
    }

    /** How the call ended, where nothing came before: status and message, and then the close. */
    public String refusal() {
        return end(next());
    }

    /** How the call ended, whatever came before: status and message. */
    public String outcome() {
        byte[] frame = next();
        while (!text(frame).startsWith("grpc-message: ")) {
            frame = next();
        }
        return end(frame);
    }

    private String end(byte[] frame) {
        String lines = text(frame);
        if ((frame[0] & 0xFF) != 0x80 || !lines.startsWith("grpc-message: ")) {
            throw new AssertionError("the call must end with trailers, but had " + lines);
        }
        int code = closeCode();
        if (code != WebSocket.NORMAL_CLOSURE) {
            throw new AssertionError("the socket must be closed with 1000, but was with " + code);
        }
        String message = lines.substring("grpc-message: ".length(), lines.indexOf('\r'));
        return lines.substring(lines.indexOf("grpc-status: ") + "grpc-status: ".length())
                        .strip() + " " + message;
    }

    public int closeCode() {
        try {
            Integer code = closed.poll(10, TimeUnit.SECONDS);
            if (code == null) {
                throw new AssertionError("the server must close the socket, but did not");
            }
            return code;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] next() {
        try {
            byte[] frame = frames.poll(10, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("the server must answer, but was silent");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] frame) {
        return new String(frame, PREFIX, frame.length - PREFIX, StandardCharsets.ISO_8859_1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] frame = new byte[data.remaining()];
        data.get(frame);
        frames.add(frame);
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.add(statusCode);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
