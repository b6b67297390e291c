package dev.scopegate.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

/** How an upstream checks who called: against the keys that the gateway publishes. */
final class Assertions {

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    Assertions(URI keys, String issuer) {
        try {
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    JWSAlgorithm.ES256,
                    JWKSourceBuilder.create(keys.toURL()).retrying(true).build()));
        } catch (MalformedURLException failure) {
            throw new StartFailure("no URL of keys: " + keys, failure);
        }
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("scopegate-assertion+jwt")));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "aud", "jti", "iat", "exp")));
    }

    /** The claims where the assertion holds, else why it does not. */
    Map<String, Object> judge(String assertion) {
        try {
            return Map.of(
                    "verified",
                    true,
                    "claims",
                    processor.process(assertion, null).toJSONObject());
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            return Map.of("verified", false, "because", String.valueOf(refused.getMessage()));
        }
    }
}
