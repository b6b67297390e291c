package dev.scopegate.wire;

import fr.acinq.secp256k1.Secp256k1;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** An Ethereum address with its key, which signs as Ocean's clients do. */
public final class EthereumWallet {

    private static final byte[] PREFIX = "\u0019Ethereum Signed Message:\n32".getBytes(StandardCharsets.US_ASCII);

    private final byte[] key = new byte[32];
    private final byte[] publicKey;

    public EthereumWallet() {
        do {
            new SecureRandom().nextBytes(key);
        } while (!Secp256k1.get().secKeyVerify(key));
        publicKey = Secp256k1.get().pubkeyCreate(key);
    }

    /** In lower case. */
    public String address() {
        byte[] hash = keccak(Arrays.copyOfRange(publicKey, 1, publicKey.length));
        return "0x" + HexFormat.of().formatHex(hash, hash.length - 20, hash.length);
    }

    /** As wallets show it, with letters of both cases. */
    public String shown() {
        return "0x" + address().substring(2, 21) + address().substring(21).toUpperCase(Locale.ROOT);
    }

    public String sign(String text) {
        byte[] digest = keccak(PREFIX, keccak(text.getBytes(StandardCharsets.UTF_8)));
        byte[] signature = Secp256k1.get().sign(digest, key);
        int recovery = Arrays.equals(Secp256k1.get().ecdsaRecover(signature, digest, 0), publicKey) ? 0 : 1;
        return "0x" + HexFormat.of().formatHex(signature) + (recovery == 0 ? "1b" : "1c");
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
