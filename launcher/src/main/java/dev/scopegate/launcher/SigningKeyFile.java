package dev.scopegate.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Path;

/** The private key that logins and assertions are signed with: one EC P-256 JWK in a file for its owner only. */
public final class SigningKeyFile {

    private SigningKeyFile() {}

    /** The same file, which holds a key from now on; a key that is there already stays. */
    public static Path ensure(Path file) {
        SecretFile.readOrCreate(file, SigningKeyFile::generate);
        return file;
    }

    private static String generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException failure) {
            throw new IllegalStateException("this JDK cannot make EC P-256 keys", failure);
        }
    }
}
