package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanRequestTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final Minted token = gateway.mint.token("* /several/**", "* /orders/**");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Scopegate-Subject: root",
                "x-scopegate-subject: root",
                "X_Scopegate_Subject: root",
                "X.Scopegate.Token.Id: root",
                "x-scopegate_Operation: root",
                "X-Scopegate-Anything: root"
            })
    void a_header_that_looks_like_ours_is_dropped(String forged) {
        assertThat(gateway.get("/orders/1", token.bearer(), forged).status()).isEqualTo(200);

        assertThat(gateway.upstream.last()).doesNotContain("root");
    }

    @Test
    void what_a_client_nominates_in_connection_cannot_remove_what_we_say() {
        gateway.sendRaw(
                "GET /orders/1 HTTP/1.1\r\nHost: a\r\n" + token.bearer()
                        + "\r\nX-Mine: secret-hop\r\nConnection: close, X-Scopegate-Subject, x-scopegate-assertion, X-Mine\r\n\r\n");

        assertThat(gateway.upstream.last())
                .containsIgnoringCase("X-Scopegate-Subject: " + TokenMint.ACCOUNT)
                .containsIgnoringCase("X-Scopegate-Assertion: ey")
                .doesNotContain("secret-hop");
    }

    @Test
    void forwarded_headers_of_clients_are_replaced_by_the_peers_address() {
        gateway.get(
                "/orders/1",
                token.bearer(),
                "X-Forwarded-For: 6.6.6.6",
                "Forwarded: for=6.6.6.6",
                "X-Real-IP: 6.6.6.6",
                "X_Forwarded_For: 6.6.6.6");

        assertThat(gateway.upstream.last())
                .doesNotContain("6.6.6.6")
                .containsIgnoringCase("X-Scopegate-Client-Address: 127.0.0.1\r\n");
    }

    @Test
    void a_token_in_the_page_that_a_browser_comes_from_goes_no_further() {
        for (String target : List.of("/several/1", "/public/1")) {
            gateway.get(
                    target,
                    token.bearer(),
                    "Referer: https://a.test/several/page?api-token=" + token.value() + "&x=1",
                    "Referer: https://a.test/several/page");

            assertThat(gateway.upstream.last())
                    .containsIgnoringCase("Referer: https://a.test/several/page\r\n")
                    .doesNotContain("api-token");
        }
    }

    /** Logins and the like are judged by whoever stands behind the route: passwords, cookies and tokens are theirs. */
    @Test
    void a_public_route_hands_credentials_on_but_no_identity() {
        gateway.send(
                "POST /public/users/1/auth-token?api-token=t0k3n HTTP/1.1",
                "Authorization: Basic YTpiOmM=",
                "Cookie: sid=s3ss10n",
                "X-Scopegate-Subject: root");

        assertThat(gateway.upstream.lastTarget()).isEqualTo("/public/users/1/auth-token?api-token=t0k3n");
        assertThat(gateway.upstream.last())
                .contains("Basic YTpiOmM=", "sid=s3ss10n")
                .doesNotContain("root")
                .doesNotContainIgnoringCase("X-Scopegate-Assertion");
    }

    @Test
    void two_credentials_are_refused_and_the_same_one_twice_is_one() {
        Minted other = gateway.mint.token("* /several/**");

        Answer two = gateway.get("/several/1", token.bearer(), "X-Auth-Token: " + other.value());
        Answer twice = gateway.get("/several/1?api-token=" + token.value(), token.bearer());

        assertThat(two.status()).isEqualTo(400);
        assertThat(two.body()).contains("\"code\":\"several_credentials\"");
        assertThat(twice.status()).isEqualTo(200);
        assertThat(gateway.upstream.last()).doesNotContain(token.value());
        assertThat(gateway.upstream.lastTarget()).isEqualTo("/several/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?api-token=%s&b=%%20[x]&c=a+b&&d",
                "?b=%%20[x]&api-token=%s&c=a+b&&d",
                "?b=%%20[x]&c=a+b&&d&api%%2Dtoken=%s",
            })
    void the_rest_of_the_query_keeps_its_bytes(String query) {
        Answer answer = gateway.get("/several/1" + query.formatted(token.value()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.lastTarget()).isEqualTo("/several/1?b=%20[x]&c=a+b&&d");
    }

    @Test
    void a_token_in_a_cookie_is_taken_out_and_the_others_stay() {
        Answer answer = gateway.get("/several/1", "Cookie: a=1; sid=" + token.value() + "; b=2");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(gateway.upstream.last())
                .containsIgnoringCase("Cookie: a=1; b=2\r\n")
                .doesNotContain(token.value());
    }

    @Test
    void a_token_without_a_scheme_is_read_where_the_route_says_so() {
        assertThat(gateway.get("/several/1", "Authorization: " + token.value()).status())
                .isEqualTo(200);
        assertThat(gateway.upstream.last()).doesNotContain(token.value());
    }

    @Test
    void the_user_of_basic_is_the_token_where_the_route_says_so() {
        Minted hopr = gateway.mint.token("GET /hopr/**");
        String basic = Base64.getEncoder().encodeToString((hopr.value() + ":").getBytes(StandardCharsets.US_ASCII));

        assertThat(gateway.get("/hopr/x", "Authorization: Basic " + basic).status())
                .isEqualTo(200);
        assertThat(gateway.upstream.last()).doesNotContain(basic);
    }

    @Test
    void a_websocket_is_refused_where_the_route_does_not_allow_it() {
        Answer answer = gateway.sendRaw("GET /orders/1 HTTP/1.1\r\nHost: a\r\n" + token.bearer()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        assertThat(answer.status()).isEqualTo(403);
    }
}
