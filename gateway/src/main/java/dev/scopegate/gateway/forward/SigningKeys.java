package dev.scopegate.gateway.forward;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/** The EC P-256 keys of this installation: the first signs, the others are still published while they are phased out. */
public final class SigningKeys {

    private final List<ECKey> keys;

    private SigningKeys(List<ECKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads a file that holds a private JWK or a set of them.
     *
     * @throws IllegalStateException where there is no such file or it holds anything else; the message shows no key
     */
    public static SigningKeys read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "signing key file must be readable (scopegate.signing.key-file), but '" + file + "' is not", e);
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("signing key file must hold an EC P-256 JWK with its private part, or a set"
                    + " of such, but '" + file + "' does not");
        }
    }

    private static SigningKeys parse(String json) throws ParseException, JOSEException {
        List<JWK> read = json.contains("\"keys\"") ? JWKSet.parse(json).getKeys() : List.of(JWK.parse(json));
        List<ECKey> keys = new ArrayList<>();
        for (JWK key : read) {
            if (!(key instanceof ECKey ec) || !Curve.P_256.equals(ec.getCurve()) || !ec.isPrivate()) {
                throw new ParseException("not a private EC key on P-256", 0);
            }
            keys.add(named(ec));
        }
        if (keys.isEmpty()) {
            throw new ParseException("no key", 0);
        }
        return new SigningKeys(keys);
    }

    /** A key without an id is known by its thumbprint (RFC 7638). */
    private static ECKey named(ECKey key) throws JOSEException {
        return key.getKeyID() != null
                ? key
                : new ECKey.Builder(key).keyIDFromThumbprint().build();
    }

    ECKey current() {
        return keys.getFirst();
    }

    /** What may be published. */
    public JWKSet publicKeys() {
        return new JWKSet(List.<JWK>copyOf(keys)).toPublicJWKSet();
    }

    @Override
    public String toString() {
        return "SigningKeys[secret]";
    }
}
