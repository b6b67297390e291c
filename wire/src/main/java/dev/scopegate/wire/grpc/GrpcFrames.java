package dev.scopegate.wire.grpc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Messages of gRPC-web over a WebSocket (subprotocol {@code grpc-websockets}). A client puts one byte before each frame, or
 * that byte alone to end; a server puts none.
 */
public final class GrpcFrames {

    /** The subprotocol that a server has to choose. */
    public static final String SUBPROTOCOL = "grpc-websockets";

    private static final int PREFIX = 5;
    private static final byte DATA = 0;
    private static final byte HEADERS = (byte) 0x80;
    private static final byte MORE = 0;
    private static final byte END = 1;

    private GrpcFrames() {}

    /** A message of the server. */
    public static byte[] data(byte[] message) {
        return frame(DATA, message);
    }

    /** What the server sends before its first message. */
    public static byte[] headers() {
        return frame(HEADERS, "Content-Type: application/grpc\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** What the server sends last, or alone; it closes the socket afterwards. */
    public static byte[] trailers(GrpcStatus status, String message) {
        String lines = "grpc-message: " + encoded(message) + "\r\ngrpc-status: " + status.code() + "\r\n";
        return frame(HEADERS, lines.getBytes(StandardCharsets.US_ASCII));
    }

    /** The message that a client's WebSocket message holds; nothing where it is no whole frame. */
    public static Optional<byte[]> requestOf(byte[] message) {
        boolean framed = message.length >= 1 + PREFIX && message[0] == MORE && message[1] == DATA;
        if (!framed || ByteBuffer.wrap(message, 2, 4).getInt() != message.length - 1 - PREFIX) {
            return Optional.empty();
        }
        return Optional.of(Arrays.copyOfRange(message, 1 + PREFIX, message.length));
    }

    /** Whether a client says that it sends no more. */
    public static boolean isEndOfSending(byte[] message) {
        return message.length == 1 && message[0] == END;
    }

    /** Percent-encodes what is not printable ASCII, as gRPC wants its messages. */
    public static String encoded(String message) {
        StringBuilder text = new StringBuilder();
        for (byte each : message.getBytes(StandardCharsets.UTF_8)) {
            if (each >= 0x20 && each <= 0x7E && each != '%') {
                text.append((char) each);
            } else {
                text.append(String.format("%%%02X", each & 0xFF));
            }
        }
        return text.toString();
    }

    private static byte[] frame(byte kind, byte[] content) {
        return ByteBuffer.allocate(PREFIX + content.length)
                .put(kind)
                .putInt(content.length)
                .put(content)
                .array();
    }
}
