package dev.scopegate.wire.textile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The messages of Textile's {@code GetToken} call (protobuf): a key, a challenge, its signature, a token. */
public final class TokenMessages {

    /** Field numbers 1 and 2, each with a length. */
    private static final int KEY_OR_CHALLENGE = 0x0A;

    private static final int SIGNATURE_OR_TOKEN = 0x12;

    private TokenMessages() {}

    /** What a client sends. */
    public sealed interface Request {

        /** Its public key, in multibase. */
        record Key(String text) implements Request {}

        /** Its signature over the challenge. */
        final class Signature implements Request {

            private final byte[] bytes;

            private Signature(byte[] bytes) {
                this.bytes = bytes;
            }

            public byte[] bytes() {
                return bytes.clone();
            }
        }
    }

    /** The request that the bytes are; nothing where they are none, or hold anything beside it. */
    public static Optional<Request> parseRequest(byte[] protobuf) {
        if (protobuf.length < 2) {
            return Optional.empty();
        }
        int second = protobuf[1] & 0xFF;
        boolean longer = second >= 0x80;
        if (longer && (protobuf.length < 3 || (protobuf[2] & 0xFF) >= 0x80)) {
            return Optional.empty();
        }
        int start = longer ? 3 : 2;
        int length = longer ? (second & 0x7F) | (protobuf[2] << 7) : second;
        if (length != protobuf.length - start) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOfRange(protobuf, start, protobuf.length);
        return switch (protobuf[0]) {
            case KEY_OR_CHALLENGE -> Optional.of(new Request.Key(new String(content, StandardCharsets.UTF_8)));
            case SIGNATURE_OR_TOKEN -> Optional.of(new Request.Signature(content));
            default -> Optional.empty();
        };
    }

    /** The reply that asks for a signature. */
    public static byte[] challenge(byte[] bytes) {
        return field(KEY_OR_CHALLENGE, bytes);
    }

    /** The reply that gives the token. */
    public static byte[] token(String token) {
        return field(SIGNATURE_OR_TOKEN, token.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] field(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        while (length >= 0x80) {
            out.write((length & 0x7F) | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}
