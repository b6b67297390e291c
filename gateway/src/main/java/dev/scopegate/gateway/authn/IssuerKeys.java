package dev.scopegate.gateway.authn;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The public keys that logins of this installation are signed with: the current one and those before it. */
public final class IssuerKeys {

    private final Map<String, JWSVerifier> byId;

    private IssuerKeys(Map<String, JWSVerifier> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * The EC P-256 keys of a set.
     *
     * @throws IllegalArgumentException where a key is of another kind or has no id
     */
    public static IssuerKeys of(JWKSet set) {
        Map<String, JWSVerifier> byId = new HashMap<>();
        for (JWK key : set.getKeys()) {
            if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve()) || ec.getKeyID() == null) {
                throw new IllegalArgumentException(
                        "issuer's key must be an EC key on P-256 with a kid, but was of type " + key.getKeyType());
            }
            byId.put(ec.getKeyID(), verifierOf(ec));
        }
        return new IssuerKeys(byId);
    }

    private static JWSVerifier verifierOf(ECKey key) {
        try {
            return new ECDSAVerifier(key.toPublicJWK());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("issuer's key '" + key.getKeyID() + "' is no usable EC key", e);
        }
    }

    Optional<JWSVerifier> find(@Nullable String keyId) {
        return Optional.ofNullable(keyId == null ? null : byId.get(keyId));
    }
}
