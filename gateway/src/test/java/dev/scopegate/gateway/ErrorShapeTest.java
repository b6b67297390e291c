package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.policy.limit.Quota;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorShapeTest {

    private final RunningGateway gateway = RunningGateway.shared();

    @Test
    void hopr_clients_read_a_word_and_know_no_429() {
        Minted once = gateway.mint.token(List.of(new Quota(1, Quota.Refill.NEVER)), "GET /hopr/a");
        String header = "x-auth-token: " + once.value();

        Answer none = gateway.get("/hopr/a");
        Answer uncovered = gateway.get("/hopr/b", header);
        gateway.get("/hopr/a", header);
        Answer usedUp = gateway.get("/hopr/a", header);

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.body()).isEqualTo("{\"status\":\"UNAUTHORIZED\",\"error\":\"authentication failed\"}");
        assertThat(uncovered.status()).isEqualTo(403);
        assertThat(uncovered.body()).isEqualTo("{\"status\":\"UNAUTHORIZED\",\"error\":\"authorization failed\"}");
        assertThat(usedUp.status()).isEqualTo(403);
        assertThat(usedUp.body()).isEqualTo(uncovered.body());
        assertThat(usedUp.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void hopr_clients_read_a_word_when_the_upstream_is_late_and_when_the_path_is_bad() {
        Minted token = gateway.mint.token("GET /hopr/**");
        String header = "x-auth-token: " + token.value();

        Answer late = gateway.get("/hopr/slow", header);
        Answer bad = gateway.get("/hopr/a;b", header);

        assertThat(late.status()).isEqualTo(504);
        assertThat(late.body()).startsWith("{\"status\":\"UNKNOWN_FAILURE\"");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.body()).startsWith("{\"status\":\"INVALID_INPUT\"");
    }

    @Test
    void lnbits_clients_read_detail() {
        Answer answer = gateway.get("/lnbits/x");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"this needs a credential, but the request carries none\"}");
    }

    @Test
    void ocean_clients_read_error() {
        Answer answer = gateway.get("/ocean/x", "AuthToken: not-a-known-token");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the token is not valid\"}");
    }

    @Test
    void saymon_clients_read_json_within_json() {
        Answer none = gateway.get("/saymon/x");
        Answer unknown = gateway.get("/saymon/x?api-token=not-a-known-token");

        assertThat(none.body())
                .isEqualTo("{\"code\":\"Unauthorized\","
                        + "\"message\":\"{\\\"errorCode\\\":3,\\\"message\\\":\\\"Not logged in.\\\"}\"}");
        assertThat(unknown.body()).contains("Invalid API token.");
    }
}
