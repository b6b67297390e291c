package dev.scopegate.admin;

import fr.acinq.secp256k1.Secp256k1;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** A key that signs as Ocean's clients do. */
final class EthereumWallet {

    private final byte[] key = new byte[32];
    private final byte[] publicKey;

    EthereumWallet() {
        new SecureRandom().nextBytes(key);
        publicKey = Secp256k1.get().pubkeyCreate(key);
    }

    /** In lower case. */
    String address() {
        byte[] hash = keccak(Arrays.copyOfRange(publicKey, 1, 65));
        return "0x" + HexFormat.of().formatHex(hash, 12, 32);
    }

    String sign(String text) {
        byte[] prefix = "\u0019Ethereum Signed Message:\n32".getBytes(StandardCharsets.US_ASCII);
        byte[] hash = keccak(prefix, keccak(text.getBytes(StandardCharsets.UTF_8)));
        byte[] compact = Secp256k1.get().sign(hash, key);
        for (int recovery = 0; recovery < 2; recovery++) {
            if (Arrays.equals(publicKey, Secp256k1.get().ecdsaRecover(compact, hash, recovery))) {
                return "0x" + HexFormat.of().formatHex(compact) + (recovery == 0 ? "1b" : "1c");
            }
        }
        throw new AssertionError("one of the two recovers the key");
    }

    private static byte[] keccak(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return hash;
    }
}
