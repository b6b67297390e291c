package dev.scopegate.policy.token;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that turns a token into what is stored of it, so that a stolen database opens nothing (RFC 2104). */
public final class Pepper {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_CHARACTERS = 16;

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

    @Override
    public String toString() {
        return "Pepper[secret]";
    }
}
