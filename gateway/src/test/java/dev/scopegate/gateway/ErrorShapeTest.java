package dev.scopegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.gateway.TokenMint.Minted;
import dev.scopegate.gateway.problem.ErrorShape;
import dev.scopegate.policy.limit.Quota;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void a_sixth_system_writes_its_own_form_into_its_route() {
        Answer none = gateway.get("/sixth/x");
        Answer late = gateway.get("/sixth/a;b");

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("Content-Type")).isEqualTo("application/json");
        assertThat(none.body())
                .isEqualTo("{\"code\":\"no_credential\",\"error\":{\"message\":\"Unauthorized: this needs a"
                        + " credential, but the request carries none\",\"status\":401}}");
        assertThat(late.body()).startsWith("{\"code\":\"ambiguous_path\"");
    }

    @Test
    void grpc_clients_read_headers() {
        Minted token = gateway.mint.token("GET /grpc/a");
        Answer none = gateway.get("/grpc/a");
        Answer uncovered = gateway.get("/grpc/b", token.bearer());

        assertThat(none.status()).isEqualTo(200);
        assertThat(none.header("Content-Type")).isEqualTo("application/grpc-web+proto");
        assertThat(none.header("grpc-status")).isEqualTo("16");
        assertThat(none.header("grpc-message")).startsWith("this needs a credential");
        assertThat(none.body()).isEmpty();
        assertThat(uncovered.header("grpc-status")).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "{\"a\":\"{secret}\"}", "xml", "[]", ""})
    void what_is_no_form_is_refused_at_startup(String text) {
        assertThatThrownBy(() -> ErrorShape.of(text)).hasMessageContaining("errors m");
    }
}
