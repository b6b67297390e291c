package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OceanNodeTest {

    private static final String MISMATCH = "401 {\"error\":\"consumer address and nonce signature mismatch\"}";

    private final AdminApp app = AdminApp.shared();
    private final EthereumWallet wallet = new EthereumWallet();

    private Answer create(String nonce, String signature, @Nullable Long validUntil) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("address", wallet.address());
        body.put("signature", signature);
        body.put("nonce", nonce);
        if (validUntil != null) {
            body.put("validUntil", validUntil);
        }
        return app.post("/api/services/auth/token", null, JsonMapper.shared().writeValueAsString(body));
    }

    private Answer invalidate(String nonce, String signature, String token) {
        return app.post(
                "/api/services/auth/token/invalidate",
                null,
                AdminApp.json("address", wallet.address(), "signature", signature, "token", token, "nonce", nonce));
    }

    private String signed(String nonce, String command) {
        return wallet.sign(wallet.address() + nonce + command);
    }

    @ParameterizedTest(name = "ocean.js {0}")
    @CsvSource({
        "4.3.7, 0x6996f3760d46df4D4143775bBA63d2c3C9AA5418, 0x0951f6ec5cd0a1b58564d01a0ebe4f0dae679bd4881a99d3f9503b8259708966071f750b4aea86f19040601e3cc4fb6d8f59cb4f412590d63cd56ca93e94ee981c, 0x15eb55a2b7a2db091dd435c2ddd7d9327ba833f3ee2a953e05e7e7be6963a86162bd12458a78452ae6dc79ac557f90f76ef72cbc59a3d0d3c523d9ef454b07ed1c",
        "8.6.2, 0x64077Df830965a4Dd184Bd8C5a30e8cEc0F072E7, 0xeedbc4134cb69161e60e1119e0abbe4f1885dd8c153db4e6ffe5b6ded85b56437f47a6f8670261b1c57564342a0da48c44c9191852482f4671bdd5dd2f55218c1c, 0xe0cb512e076ca95ac57fc9ec14e7c3682f52d94a3f236247956070045000c70d3e205ad409ed8c2ab74690ab10647907bde44fb8cf39f04e7c46ab5ed5acfaa61b",
    })
    void what_real_clients_sent_is_understood(String version, String address, String creation, String end) {
        Answer created = app.post(
                "/api/services/auth/token",
                null,
                AdminApp.json("address", address, "signature", creation, "nonce", "1"));
        assertThat(created.status()).as(created.toString()).isEqualTo(200);

        Answer ended = app.post(
                "/api/services/auth/token/invalidate",
                null,
                AdminApp.json("address", address, "signature", end, "token", created.text("token"), "nonce", "2"));
        assertThat(ended).hasToString("200 {\"success\":true}");
    }

    @Test
    void a_signature_is_checked_on_both_calls_and_good_once() {
        String signature = signed("1", "createAuthToken");
        String token = create("1", signature, null).text("token");

        assertThat(create("1", signature, null)).hasToString("401 {\"error\":\"nonce: 1 is not a valid nonce\"}");
        assertThat(create("2", signed("3", ""), null)).hasToString(MISMATCH);
        assertThat(create("2", signed("2", "invalidateAuthToken"), null)).hasToString(MISMATCH);
        assertThat(create("2", "0x", null)).hasToString(MISMATCH);
        assertThat(invalidate("2", signed("2", "createAuthToken"), token)).hasToString(MISMATCH);
        assertThat(invalidate("1", signed("1", ""), token))
                .hasToString("401 {\"error\":\"nonce: 1 is not a valid nonce\"}");
        assertThat(invalidate("2", signed("2", "invalidateAuthToken"), "x"))
                .hasToString("401 {\"error\":\"Token is invalid.\"}");
        assertThat(invalidate("3", signed("3", ""), token)).hasToString("200 {\"success\":true}");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1_000, Long.MIN_VALUE})
    void an_end_that_has_passed_is_refused_before_the_nonce_is_taken(long validUntil) {
        assertThat(create("1", signed("1", ""), validUntil).status()).isEqualTo(400);
        assertThat(create("1", signed("1", ""), Long.MAX_VALUE).status()).isEqualTo(200);
    }

    @Test
    void what_is_missing_is_refused() {
        assertThat(app.post("/api/services/auth/token", null, "{}"))
                .hasToString("400 {\"error\":\"Missing required parameters\"}");
        assertThat(app.post("/api/services/auth/token/invalidate", null, "[]").status())
                .isEqualTo(400);
    }

    @Test
    void the_discovery_document_lists_where_the_services_are() {
        Answer answer = app.get("/ocean/discovery", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .contains("software", "version", "chainIds", "providerAddresses", "serviceEndpoints");
        assertThat(answer.json().get("serviceEndpoints").get("createAuthToken").toString())
                .isEqualTo("[\"GET\",\"/api/services/createAuthToken\"]");
        assertThat(answer.json().get("serviceEndpoints").get("computeStop").toString())
                .isEqualTo("[\"PUT\",\"/api/services/compute\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "1e400", "-1e999", "1e-999", "1e99999999999"})
    void a_number_that_is_none_to_count_with_is_refused(String nonce) {
        String body = "{\"address\":\"" + wallet.address() + "\",\"nonce\":" + nonce + ",\"signature\":\"0x1\"}";

        assertThat(app.post("/api/services/auth/token", null, body).status()).isIn(400, 401);
    }
}
