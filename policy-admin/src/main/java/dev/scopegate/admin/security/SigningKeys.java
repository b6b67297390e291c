package dev.scopegate.admin.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The installation's keys: the first of the file signs, all of them verify, so that a key can be replaced in use. */
public final class SigningKeys {

    private final List<ECKey> keys;

    private SigningKeys(List<ECKey> keys) {
        this.keys = keys;
    }

    /**
     * Reads a JWK or a JWK set.
     *
     * @throws IllegalStateException where the file is missing or holds anything but private P-256 keys
     */
    public static SigningKeys read(Path file) {
        try {
            return new SigningKeys(parse(Files.readString(file), file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "signing key must be readable from '" + file + "' (scopegate.signing.key-file), but is not", e);
        }
    }

    private static List<ECKey> parse(String json, Path file) {
        List<ECKey> keys = new ArrayList<>();
        try {
            for (JWK key : json.contains("\"keys\"") ? JWKSet.parse(json).getKeys() : List.of(JWK.parse(json))) {
                if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve()) || !ec.isPrivate()) {
                    throw unfit(file);
                }
                keys.add(ec);
            }
        } catch (ParseException e) {
            throw unfit(file);
        }
        if (keys.isEmpty()) {
            throw unfit(file);
        }
        return List.copyOf(keys);
    }

    /** The cause is left out: parsers quote what they read, and this is a private key. */
    private static IllegalStateException unfit(Path file) {
        return new IllegalStateException("signing key must be a private P-256 JWK or a set of them, but '" + file
                + "' (scopegate.signing.key-file) holds something else");
    }

    String sign(String type, JWTClaimsSet claims) {
        ECKey key = keys.getFirst();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType(type))
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a P-256 key signs ES256, but this one did not", e);
        }
        return jwt.serialize();
    }

    /** Thirty-two secret bytes that follow from the key that signs, others for each label: a key for other purposes. */
    public byte[] derive(String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.getFirst().getD().decode(), "HmacSHA256"));
            return mac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform provides HmacSHA256", e);
        }
    }

    /** The claims of a token that one of these keys signed as this type; nothing for every other text. */
    Optional<JWTClaimsSet> verify(String type, String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            boolean plain = JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    && header.getType() != null
                    && type.equals(header.getType().getType())
                    && header.getCriticalParams() == null;
            return plain && isSigned(jwt) ? Optional.of(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | RuntimeException e) {
            // The parser trips over some texts that are no JWT, such as a header that reads null.
            return Optional.empty();
        }
    }

    /** Keys come from the file alone: whatever key the token itself names or carries is not looked at. */
    private boolean isSigned(SignedJWT jwt) {
        String named = jwt.getHeader().getKeyID();
        return keys.stream()
                .filter(key -> named == null || named.equals(key.getKeyID()))
                .anyMatch(key -> isSignedBy(key, jwt));
    }

    private static boolean isSignedBy(ECKey key, SignedJWT jwt) {
        try {
            return jwt.verify(new ECDSAVerifier(key.toPublicJWK()));
        } catch (JOSEException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "SigningKeys[" + keys.size() + "]";
    }
}
