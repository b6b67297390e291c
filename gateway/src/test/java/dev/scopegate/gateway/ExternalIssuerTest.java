package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.store.Commit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** JWTs of another issuer, on a route that accepts them and on one that does not. */
class ExternalIssuerTest {

    private static final SomeIssuer ISSUER = new SomeIssuer();
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        gateway = gatewayFor(ISSUER);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ISSUER.close();
    }

    private static RunningGateway gatewayFor(SomeIssuer issuer) {
        RunningGateway running = RunningGateway.withRoutes(
                "scopegate.gateway.issuers.corp.issuer=" + issuer.issuer(),
                "scopegate.gateway.issuers.corp.audience=gate",
                "scopegate.gateway.issuers.corp.clock-skew=0s",
                "scopegate.gateway.issuers.corp.capabilities=GET /partners/**");
        running.mint.commit(Commit.by("test", "catalogue", "partners")
                .put(OperationCatalogue.of(
                        "partners",
                        List.of(new Operation(
                                new OperationRef("partners", "list"),
                                List.of(
                                        Capability.parse("GET /partners/list"),
                                        Capability.parse("POST /partners/list")),
                                1,
                                "",
                                "")))));
        return running;
    }

    private static Answer call(String token) {
        return gateway.get("/partners/list", "Authorization: Bearer " + token);
    }

    @Test
    void a_scope_word_opens_its_operation_and_no_more() {
        String token = ISSUER.token(ISSUER.claims("openid partners:list"));

        assertThat(call(token).status()).isEqualTo(200);
        assertThat(gateway.upstream.last())
                .containsIgnoringCase("X-Scopegate-Subject: corp:user-1")
                .containsIgnoringCase("X-Scopegate-Token-Id: ext_")
                .doesNotContain(token);
        assertThat(call(token).status()).isEqualTo(200);
        assertThat(gateway.send("POST /partners/list HTTP/1.1", "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(403);
        assertThat(gateway.get("/partners/other", "Authorization: Bearer " + token)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void scp_and_permissions_count_as_scope_does() {
        assertThat(call(ISSUER.token(ISSUER.claims("").claim("scp", List.of("list"))))
                        .status())
                .isEqualTo(200);
        assertThat(call(ISSUER.token(ISSUER.claims("").claim("permissions", List.of("partners:list"))))
                        .status())
                .isEqualTo(200);
        assertThat(call(ISSUER.token(ISSUER.claims("").claim("permissions", 7))).status())
                .isEqualTo(401);
    }

    @Test
    void without_the_word_the_answer_names_it() {
        Answer answer = call(ISSUER.token(ISSUER.claims("partners:* * openid")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope", "scope=\"partners:list\"");
    }

    @Test
    void a_route_that_does_not_name_the_issuer_refuses_its_tokens() {
        Answer answer =
                gateway.get("/orders/1", "Authorization: Bearer " + ISSUER.token(ISSUER.claims("partners:list")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("wrong_audience");
    }

    @Test
    void audience_and_time_are_checked() {
        Date past = Date.from(Instant.now().minusSeconds(5));
        Date future = Date.from(Instant.now().plusSeconds(60));

        assertThat(call(ISSUER.token(ISSUER.claims("list").audience("other"))).body())
                .contains("wrong_audience");
        assertThat(call(ISSUER.token(ISSUER.claims("list").expirationTime(past)))
                        .body())
                .contains("expired_token");
        assertThat(call(ISSUER.token(ISSUER.claims("list").expirationTime(null)))
                        .body())
                .contains("invalid_token");
        assertThat(call(ISSUER.token(ISSUER.claims("list").notBeforeTime(future)))
                        .body())
                .contains("not_yet_valid");
        assertThat(call(ISSUER.token(ISSUER.claims("list").subject(null))).status())
                .isEqualTo(401);
    }

    @Test
    void forged_tokens_are_refused() throws JOSEException {
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(),
                ISSUER.claims("list").build());
        mac.sign(new MACSigner(ISSUER.key().toRSAPublicKey().getEncoded()));
        String good = ISSUER.token(ISSUER.claims("list"));
        String altered = good.substring(0, good.lastIndexOf('.') + 1)
                + ISSUER.token(ISSUER.claims("more")).replaceAll(".*\\.", "");

        for (String forged : List.of(
                new PlainJWT(ISSUER.claims("list").build()).serialize(),
                mac.serialize(),
                altered,
                ISSUER.token(
                        ISSUER.header("one").jwkURL(URI.create("http://a.test")),
                        ISSUER.claims("list").build()),
                ISSUER.token(
                        ISSUER.header("one").jwk(ISSUER.key().toPublicJWK()),
                        ISSUER.claims("list").build()),
                ISSUER.token(
                        ISSUER.header("one").type(new JOSEObjectType("logout+jwt")),
                        ISSUER.claims("list").build()))) {
            assertThat(call(forged).status()).isEqualTo(401);
        }
    }

    @Test
    void keys_change_and_invented_names_make_no_flood() {
        try (SomeIssuer issuer = new SomeIssuer();
                RunningGateway own = gatewayFor(issuer)) {
            String old = issuer.token(issuer.claims("list"));
            assertThat(status(own, old)).isEqualTo(200);
            issuer.rotate("two");
            String fresh = issuer.token(issuer.claims("list"));
            assertThat(status(own, fresh)).isEqualTo(200);
            assertThat(status(own, old)).isEqualTo(401);
            int before = issuer.keyFetches.get();
            for (int i = 0; i < 20; i++) {
                assertThat(status(
                                own,
                                issuer.token(
                                        issuer.header("invented-" + i),
                                        issuer.claims("list").build())))
                        .isEqualTo(401);
            }
            assertThat(issuer.keyFetches.get() - before).isZero();
        }
    }

    @Test
    void an_issuer_that_is_away_is_an_outage_until_it_is_back() {
        try (SomeIssuer issuer = new SomeIssuer()) {
            issuer.goAway(true);
            try (RunningGateway own = gatewayFor(issuer)) {
                String token = issuer.token(issuer.claims("list"));
                assertThat(status(own, token)).isEqualTo(503);
                issuer.goAway(false);
                Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> status(own, token) == 200);
                issuer.goAway(true);
                assertThat(status(own, issuer.token(issuer.claims("partners:list"))))
                        .isEqualTo(200);
                assertThat(status(
                                own,
                                issuer.token(
                                        issuer.header("unknown"),
                                        issuer.claims("list").build())))
                        .isEqualTo(503);
            }
        }
    }

    private static int status(RunningGateway own, String token) {
        return own.get("/partners/list", "Authorization: Bearer " + token).status();
    }
}
