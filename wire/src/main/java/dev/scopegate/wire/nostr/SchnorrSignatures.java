package dev.scopegate.wire.nostr;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;

/** Checks Schnorr signatures over secp256k1 (BIP-340). */
public final class SchnorrSignatures {

    private static final int KEY_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    private SchnorrSignatures() {}

    /** Whether the holder of an x-only public key signed a message of 32 bytes. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != KEY_LENGTH || message.length != KEY_LENGTH || signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            return Secp256k1.get().verifySchnorr(signature, message, publicKey);
        } catch (Secp256k1Exception e) {
            return false;
        }
    }
}
