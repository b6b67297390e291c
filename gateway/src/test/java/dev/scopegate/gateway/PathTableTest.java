package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.policy.access.CanonicalPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** One table, asked of the rule and of the running gateway: what is judged is what the upstream receives. */
class PathTableTest {

    private final RunningGateway gateway = RunningGateway.shared();
    private final Minted everything = gateway.mint.token("* /**");

    @ParameterizedTest
    @CsvFileSource(resources = "/paths.csv", numLinesToSkip = 1, nullValues = "refused")
    void the_rule_says(String raw, String canonical) {
        assertThat(CanonicalPath.of(raw).map(CanonicalPath::value).orElse(null)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/paths.csv", numLinesToSkip = 1, nullValues = "refused")
    void the_gateway_does(String raw, String canonical) {
        Answer answer = gateway.sendRaw("GET " + raw + "?q HTTP/1.1\r\nHost: any.test\r\nConnection: close\r\n"
                + everything.bearer() + "\r\n\r\n");

        if (canonical == null) {
            assertThat(answer.status()).as(answer.raw()).isEqualTo(400);
            assertThat(gateway.upstream.requests()).isEmpty();
        } else {
            assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
            assertThat(gateway.upstream.lastTarget()).isEqualTo(canonical + "?q");
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/paths.csv", numLinesToSkip = 1, nullValues = "refused")
    void a_token_for_exactly_that_path_is_enough_for_it(String raw, String canonical) {
        if (canonical != null) {
            Minted exact = gateway.mint.token("GET " + canonical);

            Answer answer = gateway.sendRaw("GET " + raw + " HTTP/1.1\r\nHost: any.test\r\nConnection: close\r\n"
                    + exact.bearer() + "\r\n\r\n");

            assertThat(answer.status()).as(answer.raw()).isEqualTo(200);
        }
    }

    @Test
    void an_encoded_slash_passes_only_in_the_variable_that_may_hold_one() {
        Minted inside = gateway.mint.token("GET /items/{id}/x");
        Minted elsewhere = gateway.mint.token("GET /items/*/x");

        assertThat(atSlashTest(inside).status()).isEqualTo(200);
        assertThat(gateway.upstream.lastTarget()).isEqualTo("/items/a%2Fb/x");
        assertThat(atSlashTest(elsewhere).status()).isEqualTo(403);
    }

    private Answer atSlashTest(Minted token) {
        return gateway.sendRaw("GET /items/a%2fb/x HTTP/1.1\r\nHost: slash.test\r\nConnection: close\r\n"
                + token.bearer() + "\r\n\r\n");
    }
}
