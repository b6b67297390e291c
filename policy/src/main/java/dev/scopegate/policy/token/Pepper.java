package dev.scopegate.policy.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The secret that turns a token into what is stored of it, so that a stolen database opens nothing (RFC 2104). */
public final class Pepper {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_CHARACTERS = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Mac keyed;

    private Pepper(Mac keyed) {
        this.keyed = keyed;
    }

    /**
     * A pepper of this secret.
     *
     * @throws IllegalArgumentException where it is shorter than 16 characters; the message does not show it
     */
    public static Pepper of(String secret) {
        if (secret.length() < LEAST_CHARACTERS) {
            throw new IllegalArgumentException("pepper must have at least 16 characters, but has " + secret.length());
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return new Pepper(mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every Java platform provides HmacSHA256 and takes any key for it", e);
        }
    }

    /** What is stored, looked up and compared in place of the token. */
    public TokenDigest digest(String token) {
        try {
            Mac mac = (Mac) keyed.clone();
            byte[] digest = mac.doFinal(token.getBytes(StandardCharsets.UTF_8));
            return new TokenDigest(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the platform's HmacSHA256 can be cloned", e);
        }
    }

    /**
     * Hides a secret that must be read again, such as one that signatures are checked with (AES-256-GCM).
     *
     * @param random makes the nonce
     */
    public String seal(String secret, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new AssertionError("every Java platform encrypts by AES-GCM"));
        byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** What was sealed; nothing where it was sealed under another pepper. */
    public Optional<String> unseal(String sealed) {
        byte[] whole = Base64.getUrlDecoder().decode(sealed);
        return whole.length <= NONCE_BYTES
                ? Optional.empty()
                : cipher(
                                Cipher.DECRYPT_MODE,
                                Arrays.copyOf(whole, NONCE_BYTES),
                                Arrays.copyOfRange(whole, NONCE_BYTES, whole.length))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<byte[]> cipher(int mode, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealingKey(), new GCMParameterSpec(TAG_BITS, nonce));
            return Optional.of(cipher.doFinal(input));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Apart from the key that digests tokens: one use of a key says nothing about the other. */
    private SecretKeySpec sealingKey() throws GeneralSecurityException {
        try {
            Mac mac = (Mac) keyed.clone();
            return new SecretKeySpec(mac.doFinal("sealing".getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (CloneNotSupportedException e) {
            throw new GeneralSecurityException(e);
        }
    }

    @Override
    public String toString() {
        return "Pepper[secret]";
    }
}
