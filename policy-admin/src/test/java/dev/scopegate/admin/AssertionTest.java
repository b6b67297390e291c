package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AssertionTest {

    private static final String TYPE = "scopegate-assertion+jwt";

    private final AdminApp app = AdminApp.shared();
    private final User user = app.user();
    private final String account = user.account();
    private final String token = app.get("/api/v1/tokens", user.login())
            .json()
            .get("tokens")
            .get(0)
            .get("id")
            .asString();

    private JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(AdminApp.ISSUER)
                        .subject(account)
                        .audience("lnbits-accounts")
                        .jwtID("dec_1")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(30)))
                        .claim("token_id", token)
                        .claim("scope", "lnbits:authGetUser"))
                .build();
    }

    private static String signed(String type, ECKey key, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private int call(String assertion) {
        return app.send("GET", "/api/v1/auth", Map.of("X-Scopegate-Assertion", assertion), null)
                .status();
    }

    private int call(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
        return call(signed(TYPE, AdminApp.KEY, claims(change)));
    }

    @Test
    void a_caller_whom_the_gateway_vouches_for_is_let_in() throws JOSEException {
        Answer answer = app.send(
                "GET",
                "/api/v1/auth",
                Map.of("X-Scopegate-Assertion", signed(TYPE, AdminApp.KEY, claims(same -> same))),
                null);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("username")).isEqualTo(user.name());
        assertThat(call(claims -> claims.claim("htm", "GET").claim("htu", "/api/v1/auth")))
                .isEqualTo(200);
        assertThat(call(claims -> claims.claim("scope", ""))).isEqualTo(200);
    }

    @Test
    void an_assertion_that_says_the_wrong_thing_is_refused() throws JOSEException {
        Instant now = Instant.now();

        assertThat(call(claims -> claims.audience("another-route"))).isEqualTo(401);
        assertThat(call(claims -> claims.audience((String) null))).isEqualTo(401);
        assertThat(call(claims -> claims.issuer("somebody"))).isEqualTo(401);
        assertThat(call(claims -> claims.expirationTime(Date.from(now.minusSeconds(1)))))
                .isEqualTo(401);
        assertThat(call(claims -> claims.expirationTime(null))).isEqualTo(401);
        assertThat(call(claims -> claims.expirationTime(Date.from(now.plusSeconds(600)))))
                .isEqualTo(401);
        assertThat(call(claims -> claims.issueTime(Date.from(now.plusSeconds(60)))))
                .isEqualTo(401);
        assertThat(call(claims -> claims.subject("acc_of_another"))).isEqualTo(401);
        assertThat(call(claims -> claims.claim("token_id", null))).isEqualTo(401);
        assertThat(call(claims -> claims.claim("token_id", "tok_of_nobody"))).isEqualTo(401);
        assertThat(call(claims -> claims.claim("htm", "POST"))).isEqualTo(401);
        assertThat(call(claims -> claims.claim("htu", "/api/v1/auth/acls"))).isEqualTo(401);
    }

    @Test
    void an_assertion_for_one_operation_is_not_good_for_another() throws JOSEException {
        assertThat(call(claims -> claims.claim("scope", "lnbits:authDeleteAccount")))
                .isEqualTo(403);
    }

    @Test
    void an_assertion_that_is_not_signed_as_one_is_refused() throws JOSEException {
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("test").generate();

        assertThat(call(signed("at+jwt", AdminApp.KEY, claims(same -> same)))).isEqualTo(401);
        assertThat(call(signed("JWT", AdminApp.KEY, claims(same -> same)))).isEqualTo(401);
        assertThat(call(signed(TYPE, stranger, claims(same -> same)))).isEqualTo(401);
        assertThat(call(new PlainJWT(claims(same -> same)).serialize())).isEqualTo(401);
        assertThat(call("not a jwt")).isEqualTo(401);
        assertThat(call(user.login())).isEqualTo(401);
    }

    @Test
    void an_assertion_is_no_bearer_token_and_plain_headers_are_never_believed() throws JOSEException {
        String assertion = signed(TYPE, AdminApp.KEY, claims(same -> same));

        assertThat(app.get("/api/v1/auth", assertion).status()).isEqualTo(401);
        assertThat(app.send(
                                "GET",
                                "/api/v1/auth",
                                Map.of("X-Scopegate-Subject", account, "X-Scopegate-Token-Id", token),
                                null)
                        .status())
                .isEqualTo(401);
        assertThat(app.send("GET", "/api/v1/auth", Map.of("X_Scopegate_Assertion", assertion), null)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void an_assertion_beside_a_credential_is_refused_whatever_they_say() throws JOSEException {
        String assertion = signed(TYPE, AdminApp.KEY, claims(same -> same));

        Answer answer = app.send(
                "GET",
                "/api/v1/auth",
                Map.of("X-Scopegate-Assertion", assertion, "Authorization", "Bearer " + user.login()),
                null);

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void a_token_that_was_revoked_meanwhile_is_vouched_for_in_vain() throws JOSEException {
        String assertion = signed(TYPE, AdminApp.KEY, claims(same -> same));
        app.delete("/api/v1/tokens/" + token, user.login());

        assertThat(call(assertion)).isEqualTo(401);
    }

    @Test
    void a_login_token_that_is_forged_or_altered_is_refused() throws JOSEException {
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
        JWTClaimsSet login = new JWTClaimsSet.Builder()
                .issuer(AdminApp.ISSUER)
                .audience("scopegate")
                .subject(account)
                .jwtID(token)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build();

        assertThat(app.get("/api/v1/auth", signed("at+jwt", AdminApp.KEY, login))
                        .status())
                .isEqualTo(200);
        assertThat(app.get("/api/v1/auth", signed("at+jwt", stranger, login)).status())
                .isEqualTo(401);
        assertThat(app.get("/api/v1/auth", signed(TYPE, AdminApp.KEY, login)).status())
                .isEqualTo(401);
        assertThat(app.get("/api/v1/auth", new PlainJWT(login).serialize()).status())
                .isEqualTo(401);
    }
}
