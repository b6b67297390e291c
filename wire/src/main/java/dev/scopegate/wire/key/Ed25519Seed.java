package dev.scopegate.wire.key;

import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 private key (RFC 8032): the same message always gets the same signature. */
public final class Ed25519Seed {

    private static final int LENGTH = 32;

    private final Ed25519PrivateKeyParameters key;

    private Ed25519Seed(Ed25519PrivateKeyParameters key) {
        this.key = key;
    }

    /**
     * The key of a seed.
     *
     * @throws IllegalArgumentException where it has not 32 bytes
     */
    public static Ed25519Seed of(byte[] seed) {
        if (seed.length != LENGTH) {
            throw new IllegalArgumentException("seed must have 32 bytes, but has " + seed.length);
        }
        return new Ed25519Seed(new Ed25519PrivateKeyParameters(seed));
    }

    public byte[] sign(byte[] message) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    public Ed25519Key publicKey() {
        return Ed25519Key.ofRaw(key.generatePublicKey().getEncoded()).orElseThrow();
    }

    @Override
    public String toString() {
        return "Ed25519Seed[secret]";
    }
}
