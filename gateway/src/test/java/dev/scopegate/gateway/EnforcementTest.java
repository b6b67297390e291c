package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.policy.token.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnforcementTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void a_covered_call_is_forwarded_and_says_who_called() throws Exception {
        Minted token = gateway.mint.token("GET /orders/*");

        Answer answer = gateway.get("/orders/7?a=1", token.bearer());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        String received = gateway.upstream.last();
        assertThat(received)
                .startsWith("GET /orders/7?a=1 HTTP/1.1\r\n")
                .containsIgnoringCase("X-Scopegate-Subject: " + TokenMint.ACCOUNT)
                .containsIgnoringCase("X-Scopegate-Token-Id: " + token.record().id())
                .doesNotContain(token.value())
                .doesNotContainIgnoringCase("authorization:");
        SignedJWT assertion = assertionIn(received);
        assertThat(assertion.verify(new ECDSAVerifier(gateway.key.toPublicJWK())))
                .isTrue();
        assertThat(assertion.getHeader().getType()).hasToString("scopegate-assertion+jwt");
        assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo(TokenMint.ACCOUNT);
        assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly("orders");
        assertThat(assertion.getJWTClaimsSet().getStringClaim("token_id"))
                .isEqualTo(token.record().id());
    }

    @Test
    void an_upstream_learns_what_the_caller_proved_to_be() throws Exception {
        Identity identity = Identity.parse("ethereum:0x07c1c6aa38ecdf52e304e92796d9c1d6ee0a5db4");
        Minted token = gateway.mint.tokenOf(identity, "GET /orders/*");

        gateway.get("/orders/7", token.bearer(), "X-Scopegate-Identity: ethereum:0x0");

        assertThat(gateway.upstream.last())
                .containsIgnoringCase("X-Scopegate-Identity: " + identity + "\r\n")
                .doesNotContain("ethereum:0x0\r\n");
        assertThat(assertionIn(gateway.upstream.last()).getJWTClaimsSet().getClaim("identity"))
                .isEqualTo(identity.text());
    }

    @Test
    void a_route_that_binds_requests_signs_each_one() throws Exception {
        Minted token = gateway.mint.token("POST /bound/*");

        gateway.send("POST /bound/1 HTTP/1.1", token.bearer(), "Content-Length: 0");

        SignedJWT assertion = assertionIn(gateway.upstream.last());
        assertThat(assertion.getJWTClaimsSet().getStringClaim("htm")).isEqualTo("POST");
        assertThat(assertion.getJWTClaimsSet().getStringClaim("htu")).isEqualTo("/bound/1");
        assertThat(assertion.getJWTClaimsSet().getJWTID()).matches("dec_[0-9A-Za-z]{20}");
    }

    @Test
    void an_uncovered_call_is_told_what_would_have_been_enough() {
        Minted token = gateway.mint.token("GET /orders/*");

        Answer answer = gateway.send("DELETE /orders/7 HTTP/1.1", token.bearer());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate"))
                .startsWith("Bearer error=\"insufficient_scope\"")
                .endsWith("scope=\"DELETE /orders/7\"");
        assertThat(answer.body())
                .contains("\"code\":\"no_capability\"", "\"status\":403", "\"scope\":\"DELETE /orders/7\"", "\"dec_");
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void a_request_without_a_credential_gets_a_bare_challenge() {
        Answer answer = gateway.get("/orders/7");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.body()).contains("\"code\":\"no_credential\"");
    }

    @Test
    void a_token_that_nobody_issued_is_not_told_from_a_mistyped_one() {
        Minted token = gateway.mint.token("GET /orders/*");

        Answer mistyped = gateway.get("/orders/7", "Authorization: Bearer " + token.value() + "x");
        Answer unknown = gateway.get("/orders/7", "Authorization: Bearer some-other-systems-token");

        assertThat(List.of(mistyped.status(), unknown.status())).containsExactly(401, 401);
        assertThat(mistyped.body()).contains("\"code\":\"invalid_token\"");
        assertThat(unknown.body()).contains("\"code\":\"invalid_token\"");
        assertThat(gateway.upstream.requests()).isEmpty();
    }

    @Test
    void another_systems_token_is_known_by_its_digest() {
        gateway.mint.foreign("0b2f7a7e-2f9c-4c55-8a7b-0f6f5d0d2c11", "GET /orders/*");

        assertThat(gateway.get("/orders/7", "Authorization: bearer 0b2f7a7e-2f9c-4c55-8a7b-0f6f5d0d2c11")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_route_without_a_filter_is_closed_too() {
        Minted token = gateway.mint.token("GET /bare/**");

        assertThat(gateway.get("/bare/1").status()).isEqualTo(401);
        assertThat(gateway.get("/bare/1", token.bearer()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ.bnVsbA.x", "bnVsbA.e30.x", "ey.", "ey..", "eyJhbGciOiJub25lIn0.e30.", "a.b.c", "..."})
    void what_only_looks_like_a_jwt_is_no_token(String text) {
        assertThat(gateway.get("/orders/1", "Authorization: Bearer " + text).status())
                .isEqualTo(401);
    }

    @Test
    void a_public_route_lets_everybody_through_and_names_nobody() {
        assertThat(gateway.get("/public/x", "X-Scopegate-Subject: me").status()).isEqualTo(200);
        assertThat(gateway.upstream.last().lines())
                .filteredOn(line -> line.regionMatches(true, 0, "x-scopegate-", 0, 12))
                .containsExactly("X-Scopegate-Client-Address: 127.0.0.1");
    }

    @Test
    void no_more_calls_pass_than_a_quota_has() {
        Minted token = gateway.mint.token(List.of(new Quota(2, Quota.Refill.NEVER)), "GET /orders/*");

        Answer first = gateway.get("/orders/1", token.bearer());
        gateway.get("/orders/1", token.bearer());
        Answer third = gateway.get("/orders/1", token.bearer());

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"calls\";q=2");
        assertThat(first.header("RateLimit")).isEqualTo("\"calls\";r=1");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.body()).contains("\"code\":\"quota_exhausted\"");
        assertThat(third.header("Retry-After")).isEmpty();
        assertThat(gateway.upstream.requests()).hasSize(2);
    }

    @Test
    void a_rate_limit_says_when_to_come_back() {
        RateLimit slow = new RateLimit(1, Duration.ofMinutes(1), 1);
        Minted token = gateway.mint.token(List.of(slow), "GET /orders/*");

        gateway.get("/orders/1", token.bearer());
        Answer second = gateway.get("/orders/1", token.bearer());

        assertThat(second.status()).isEqualTo(429);
        assertThat(second.body()).contains("\"code\":\"rate_limited\"");
        assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(50, 60);
    }

    @Test
    void a_place_among_those_in_flight_is_given_back() {
        Minted token = gateway.mint.token(List.of(new Concurrency(1)), "GET /orders/*");

        for (int i = 0; i < 3; i++) {
            assertThat(gateway.get("/orders/1", token.bearer()).status()).isEqualTo(200);
        }
    }

    @Test
    void a_call_that_the_upstream_failed_is_given_back_where_the_route_says_so() {
        Minted token = gateway.mint.token(List.of(new Quota(1, Quota.Refill.NEVER)), "GET /bound/*");

        assertThat(gateway.get("/bound/broken", token.bearer()).status()).isEqualTo(500);
        assertThat(gateway.get("/bound/1", token.bearer()).status()).isEqualTo(200);
        assertThat(gateway.get("/bound/1", token.bearer()).status()).isEqualTo(429);
    }

    @Test
    void a_preflight_passes_only_where_the_route_says_so() {
        String[] preflight = {"Origin: https://a.test", "Access-Control-Request-Method: GET"};

        gateway.send("OPTIONS /orders/x HTTP/1.1", preflight);
        assertThat(gateway.upstream.requests()).isEmpty();
        assertThat(gateway.send("OPTIONS /hopr/x HTTP/1.1").status()).isEqualTo(401);
        assertThat(gateway.send("OPTIONS /hopr/x HTTP/1.1", preflight).status()).isEqualTo(200);
        assertThat(gateway.upstream.last()).startsWith("OPTIONS /hopr/x").contains("Access-Control-Request-Method");
    }

    @Test
    void the_public_keys_are_published_and_nothing_private() {
        Answer answer = gateway.get("/.well-known/jwks.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"kid\":\"test-key\"").doesNotContain("\"d\":");
    }

    @Test
    void a_path_that_no_route_takes_is_a_plain_404() {
        Answer answer = gateway.get("/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).doesNotContain("nowhere", "timestamp");
    }

    private static SignedJWT assertionIn(String request) throws Exception {
        for (String line : request.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("x-scopegate-assertion:")) {
                return SignedJWT.parse(line.substring(22).strip());
            }
        }
        throw new AssertionError("the upstream must get an assertion, but got " + request);
    }
}
