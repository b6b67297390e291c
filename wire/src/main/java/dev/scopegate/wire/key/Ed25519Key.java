package dev.scopegate.wire.key;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 public key (RFC 8032), written as libp2p writes it: multibase of a small protobuf. */
public final class Ed25519Key {

    /** Key type Ed25519, then 32 bytes of data. */
    private static final byte[] LIBP2P = {0x08, 0x01, 0x12, 0x20};

    private static final int LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    private final byte[] raw;

    private Ed25519Key(byte[] raw) {
        this.raw = raw;
    }

    /** The key in multibase, whatever the base; nothing for every other text. */
    public static Optional<Ed25519Key> parse(String multibase) {
        return Multibase.decode(multibase)
                .filter(bytes -> bytes.length == LIBP2P.length + LENGTH)
                .filter(bytes -> Arrays.equals(bytes, 0, LIBP2P.length, LIBP2P, 0, LIBP2P.length))
                .flatMap(bytes -> ofRaw(Arrays.copyOfRange(bytes, LIBP2P.length, bytes.length)));
    }

    /** The key of 32 bytes; nothing where they are no point of the curve. */
    public static Optional<Ed25519Key> ofRaw(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ed25519Key(new Ed25519PublicKeyParameters(bytes).getEncoded()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the holder of this key signed the message. */
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(raw));
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    /** The one form in which it is kept: base 32 in lower case. */
    public String text() {
        byte[] bytes = Arrays.copyOf(LIBP2P, LIBP2P.length + LENGTH);
        System.arraycopy(raw, 0, bytes, LIBP2P.length, LENGTH);
        return Multibase.base32(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Key key && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return text();
    }
}
