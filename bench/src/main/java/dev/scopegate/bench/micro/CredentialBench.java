package dev.scopegate.bench.micro;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.policy.token.OpaqueToken;
import dev.scopegate.policy.token.Pepper;
import dev.scopegate.policy.token.TokenDigest;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.wire.ethereum.EthereumAddress;
import dev.scopegate.wire.ethereum.EthereumSignature;
import dev.scopegate.wire.nostr.SchnorrSignatures;
import fr.acinq.secp256k1.Secp256k1;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Telling who calls: by an opaque token, a JWT (ES256), an Ethereum signature, a Schnorr signature. */
@State(Scope.Benchmark)
public class CredentialBench {

    private static final int KEY_BYTES = 32;

    private final Pepper pepper = Pepper.of("pepper of the benchmarks");
    private final String token =
            OpaqueToken.generate(TokenKind.CAPABILITY, new SecureRandom()).value();
    private final byte[] message = random();
    private final byte[] secret = random();
    private final byte[] schnorrKey = Arrays.copyOfRange(Secp256k1.get().pubkeyCreate(secret), 1, 1 + KEY_BYTES);
    private final byte[] schnorrSignature = Secp256k1.get().signSchnorr(message, secret, random());
    private final EthereumSignature ethereum = EthereumSignature.parse(
                    // Any two numbers below half of the curve's order that some key's signature could have.
                    "0x" + "1".repeat(64) + "2".repeat(64) + "1b")
            .orElseThrow();
    private final ECKey key = key();
    private final String jwt = signed();

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("bench").generate();
        } catch (JOSEException e) {
            throw new AssertionError("every Java platform has P-256", e);
        }
    }

    private String signed() {
        try {
            SignedJWT made = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("bench").build(),
                    new JWTClaimsSet.Builder()
                            .issuer("scopegate")
                            .subject("acc_bench")
                            .build());
            made.sign(new ECDSASigner(key));
            return made.serialize();
        } catch (JOSEException e) {
            throw new AssertionError("a key of P-256 signs by ES256", e);
        }
    }

    @Benchmark
    public Optional<OpaqueToken> token_checksum() {
        return OpaqueToken.parse(token);
    }

    @Benchmark
    public TokenDigest token_digest() {
        return pepper.digest(token);
    }

    @Benchmark
    public boolean jwt_verify() throws ParseException, JOSEException {
        return SignedJWT.parse(jwt).verify(new ECDSAVerifier(key));
    }

    /** What an assertion for the upstream costs. */
    @Benchmark
    public String jwt_sign() {
        return signed();
    }

    @Benchmark
    public Optional<EthereumAddress> secp256k1_recover() {
        return ethereum.signerOfMessage("a message");
    }

    @Benchmark
    public boolean schnorr_verify() {
        return SchnorrSignatures.verify(schnorrKey, message, schnorrSignature);
    }
}
