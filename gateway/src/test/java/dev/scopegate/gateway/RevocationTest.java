package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.ChangeLog;
import dev.scopegate.store.Follower;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RevocationTest {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void a_revoked_token_is_forgotten_at_once() {
        Minted token = gateway.mint.token("GET /orders/*");
        assertThat(gateway.get("/orders/1", token.bearer()).status()).isEqualTo(200);

        gateway.mint.revoke(token.record());

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .until(() -> gateway.get("/orders/1", token.bearer()).status() == 401);
    }

    @Test
    void the_gateway_says_how_far_it_has_followed() {
        ChangeLog log = new ChangeLog(gateway.mint.redis());

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> log.followers().toCompletableFuture().join().stream()
                        .map(Follower::gateway)
                        .anyMatch("gateway-under-test"::equals));
    }

    @Test
    void a_login_works_until_its_record_is_revoked() throws Exception {
        TokenRecord login = gateway.mint.login();
        String header = "Authorization: Bearer " + jwt(login, usual -> usual, claims -> claims);
        assertThat(gateway.get("/orders/1", header).status()).isEqualTo(200);
        assertThat(gateway.get("/orders/1", header).status()).isEqualTo(200);

        gateway.mint.revoke(login);

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .until(() -> gateway.get("/orders/1", header).status() == 401);
    }

    @Test
    void a_login_with_anything_unusual_in_it_is_refused() throws Exception {
        TokenRecord login = gateway.mint.login();
        Date past = Date.from(Instant.parse("2020-01-01T00:00:00Z"));

        assertThat(statusOf(jwt(login, header -> header.jwkURL(URI.create("http://evil.test")), claims -> claims)))
                .isEqualTo(401);
        assertThat(statusOf(jwt(login, header -> header.jwk(gateway.key.toPublicJWK()), claims -> claims)))
                .isEqualTo(401);
        assertThat(statusOf(jwt(login, header -> header.type(JOSEObjectType.JWT), claims -> claims)))
                .isEqualTo(401);
        assertThat(statusOf(jwt(login, header -> header.keyID("other"), claims -> claims)))
                .isEqualTo(401);
        assertThat(statusOf(jwt(login, header -> header, claims -> claims.audience("other"))))
                .isEqualTo(401);
        assertThat(statusOf(jwt(login, header -> header, claims -> claims.expirationTime(past))))
                .isEqualTo(401);
        assertThat(statusOf(jwt(login, header -> header, claims -> claims.expirationTime(null))))
                .isEqualTo(401);
        assertThat(statusOf(jwt(login, header -> header, claims -> claims.subject("acc_other"))))
                .isEqualTo(401);
        assertThat(statusOf("eyJhbGciOiJub25lIn0.eyJpc3MiOiJzY29wZWdhdGUifQ.")).isEqualTo(401);
    }

    private int statusOf(String jwt) {
        return gateway.get("/orders/1", "Authorization: Bearer " + jwt).status();
    }

    private String jwt(
            TokenRecord login, UnaryOperator<JWSHeader.Builder> header, UnaryOperator<JWTClaimsSet.Builder> claims)
            throws Exception {
        JWSHeader.Builder usual = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID("test-key");
        JWTClaimsSet.Builder said = new JWTClaimsSet.Builder()
                .issuer("scopegate")
                .audience("scopegate")
                .subject(TokenMint.ACCOUNT)
                .jwtID(login.id())
                .expirationTime(Date.from(LATER));
        SignedJWT jwt =
                new SignedJWT(header.apply(usual).build(), claims.apply(said).build());
        jwt.sign(new ECDSASigner(gateway.key));
        return jwt.serialize();
    }
}
