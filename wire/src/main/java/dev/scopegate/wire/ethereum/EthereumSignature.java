package dev.scopegate.wire.ethereum;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * A recoverable ECDSA signature over secp256k1, as wallets write it: {@code r}, {@code s} and {@code v} in 65 bytes.
 *
 * <p>Only the lower of the two values of {@code s} counts (EIP-2): else each signature would have a twin.
 */
public final class EthereumSignature {

    private static final BigInteger ORDER =
            new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
    private static final int LENGTH = 65;
    private static final int ADDRESS_LENGTH = 20;

    private final byte[] compact;
    private final int recovery;

    private EthereumSignature(byte[] compact, int recovery) {
        this.compact = compact;
        this.recovery = recovery;
    }

    /** Reads hex in whatever case, with or without {@code 0x}; nothing where it can be no signature. */
    public static Optional<EthereumSignature> parse(String hex) {
        String digits = hex.startsWith("0x") || hex.startsWith("0X") ? hex.substring(2) : hex;
        if (digits.length() != 2 * LENGTH) {
            return Optional.empty();
        }
        try {
            return of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<EthereumSignature> of(byte[] bytes) {
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(bytes, 0, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(bytes, 32, 64));
        int v = bytes[64] & 0xFF;
        int recovery = v >= 27 ? v - 27 : v;
        boolean sound = r.signum() > 0
                && r.compareTo(ORDER) < 0
                && s.signum() > 0
                && s.compareTo(HALF_ORDER) <= 0
                && (recovery == 0 || recovery == 1);
        return sound ? Optional.of(new EthereumSignature(Arrays.copyOf(bytes, 64), recovery)) : Optional.empty();
    }

    /** Who signed the Keccak-256 hash of a text as a message of 32 bytes (EIP-191, version {@code E}). */
    public Optional<EthereumAddress> signerOfHash(String text) {
        return signerOf(keccak(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Who signed a text as a message ({@code personal_sign}; EIP-191, version {@code E}). */
    public Optional<EthereumAddress> signerOfMessage(String text) {
        return signerOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<EthereumAddress> signerOf(byte[] message) {
        byte[] prefix = ("\u0019Ethereum Signed Message:\n" + message.length).getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] key = Secp256k1.get().ecdsaRecover(compact, keccak(prefix, message), recovery);
            byte[] hash = keccak(Arrays.copyOfRange(key, 1, key.length));
            byte[] address = Arrays.copyOfRange(hash, hash.length - ADDRESS_LENGTH, hash.length);
            return Optional.of(new EthereumAddress("0x" + HexFormat.of().formatHex(address)));
        } catch (Secp256k1Exception e) {
            return Optional.empty();
        }
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

    @Override
    public String toString() {
        return "EthereumSignature[hidden]";
    }
}
