package dev.scopegate.gateway.authn.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** Checks the signature of a JWT by a key of that very kind (RFC 8725, section 3.1). */
final class JwtProof {

    private static final int LEAST_RSA_BITS = 2048;
    private static final Set<JWSAlgorithm> RSA = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
    /** Stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private JwtProof() {}

    /** Whether a key can prove anything here: public-key, strong, and not meant for encryption. */
    static boolean isUsable(JWK key) {
        boolean strong = switch (key) {
            case RSAKey rsa -> rsa.size() >= LEAST_RSA_BITS;
            case ECKey ec -> Curve.P_256.equals(ec.getCurve());
            case OctetKeyPair pair -> Curve.Ed25519.equals(pair.getCurve());
            default -> false;
        };
        return strong && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()));
    }

    static boolean isSignedBy(SignedJWT jwt, JWK key) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        JWSAlgorithm algorithm = header.getAlgorithm();
        if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
            return false;
        }
        return switch (key) {
            case RSAKey rsa -> RSA.contains(algorithm) && jwt.verify(new RSASSAVerifier(rsa));
            case ECKey ec -> JWSAlgorithm.ES256.equals(algorithm) && jwt.verify(new ECDSAVerifier(ec));
            case OctetKeyPair pair -> JWSAlgorithm.EdDSA.equals(algorithm) && isSignedBy(jwt, pair);
            default -> false;
        };
    }

    private static boolean isSignedBy(SignedJWT jwt, OctetKeyPair key) {
        byte[] point = key.getDecodedX();
        byte[] encoded = new byte[ED25519.length + point.length];
        System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
        System.arraycopy(point, 0, encoded, ED25519.length, point.length);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            signature.update(jwt.getSigningInput());
            return signature.verify(jwt.getSignature().decode());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
