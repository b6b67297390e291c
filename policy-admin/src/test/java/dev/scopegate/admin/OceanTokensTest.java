package dev.scopegate.admin;

import static dev.scopegate.admin.OceanCalls.creation;
import static dev.scopegate.admin.OceanCalls.deletion;
import static dev.scopegate.admin.OceanCalls.inAnHour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.wire.EthereumWallet;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OceanTokensTest {

    private static final long YEAR_2100 = 4_102_444_800L;

    private final AdminApp app = AdminApp.shared();
    private final EthereumWallet wallet = new EthereumWallet();

    private Answer create(String nonce) {
        return app.get(creation(wallet.address(), nonce, inAnHour(), wallet.sign(wallet.address() + nonce)), null);
    }

    private Answer delete(EthereumWallet signer, String nonce, String token) {
        return app.delete(deletion(signer.address(), nonce, token, signer.sign(signer.address() + nonce)), null);
    }

    private long lastNonce() {
        return app.get("/api/services/nonce?userAddress=" + wallet.address(), null)
                .json()
                .get("nonce")
                .asLong();
    }

    @Test
    void a_token_has_the_providers_form_and_an_id_of_its_own() {
        String end = inAnHour();
        String nonce = "7";
        Answer answer = app.get(creation(wallet.address(), nonce, end, wallet.sign(wallet.address() + nonce)), null);

        String[] parts = answer.text("token").split("\\.", -1);
        TokenRecord record = app.bean(Authenticator.class)
                .resolve(answer.text("token"))
                .orElseThrow()
                .token();
        assertThat(answer.json().propertyNames()).containsExactly("token");
        assertThat(decoded(parts[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");
        assertThat(decoded(parts[1]))
                .isEqualTo("{\"exp\":" + end + ",\"address\":\"" + wallet.address() + "\",\"jti\":\"" + record.id()
                        + "\"}");
        assertThat(record.terms().audience()).containsExactly("ocean");
        assertThat(record.issuance().identity()).isEqualTo("ethereum:" + wallet.address());
        assertThat(record.terms().validity().expiresAt()).isEqualTo(Instant.ofEpochSecond(Long.parseLong(end)));
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void no_token_lasts_longer_than_is_configured() {
        String nonce = "1";
        String token = app.get(
                        creation(
                                wallet.address(),
                                nonce,
                                Long.toString(YEAR_2100),
                                wallet.sign(wallet.address() + nonce)),
                        null)
                .text("token");

        long exp = JsonMapper.shared()
                .readTree(decoded(token.split("\\.", -1)[1]))
                .get("exp")
                .asLong();
        assertThat(Instant.ofEpochSecond(exp))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(365)));
    }

    @Test
    void asking_for_a_nonce_stores_nothing_and_answers_a_number() {
        assertThat(lastNonce()).isEqualTo(1);
        assertThat(create("0").status()).isEqualTo(200);
        assertThat(lastNonce()).isZero();
        assertThat(create("1795376160433").status()).isEqualTo(200);
        assertThat(lastNonce()).isEqualTo(1_795_376_160_433L);
        assertThat(create("1795376160433000001").status()).isEqualTo(200);
        assertThat(new BigDecimal(Double.toString((double) lastNonce() + 1)))
                .isGreaterThan(new BigDecimal("1795376160433000001"));
    }

    @Test
    void a_deleted_token_stays_deleted_and_asking_again_gives_another() {
        String token = create("1").text("token");

        assertThat(delete(wallet, "2", token)).hasToString("200 {\"success\":\"Token has been deactivated.\"}");
        assertThat(delete(wallet, "3", token)).hasToString("400 {\"error\":\"Token is deleted.\"}");
        assertThat(create("4").text("token")).isNotEqualTo(token);
        assertThat(delete(wallet, "5", token)).hasToString("400 {\"error\":\"Token is deleted.\"}");
    }

    @Test
    void nobody_deletes_the_token_of_another() {
        String token = create("1").text("token");
        EthereumWallet other = new EthereumWallet();

        assertThat(delete(other, "1", token)).hasToString("400 {\"error\":\"Token is invalid.\"}");
        assertThat(delete(wallet, "2", token + "x")).hasToString("400 {\"error\":\"Token is invalid.\"}");
        assertThat(delete(wallet, "3", AdminApp.ADMIN_TOKEN)).hasToString("400 {\"error\":\"Token is invalid.\"}");
        assertThat(delete(wallet, "4", token).status()).isEqualTo(200);
    }

    @Test
    void a_signature_that_made_a_token_cannot_delete_it_nor_make_another() {
        String signature = wallet.sign(wallet.address() + "1");
        String token = app.get(creation(wallet.address(), "1", inAnHour(), signature), null)
                .text("token");

        Answer deleted = app.delete(deletion(wallet.address(), "1", token, signature), null);
        Answer again = app.get(creation(wallet.address(), "1", inAnHour(), signature), null);

        assertThat(deleted)
                .hasToString("400 {\"errors\":{\"signature\":\"Invalid signature expected nonce (1) > current nonce"
                        + " (1).\"},\"message\":\"Validation error\",\"success\":false}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(delete(wallet, "2", token).status()).isEqualTo(200);
    }

    @Test
    void a_wrong_signature_takes_no_nonce_and_tells_who_signed() {
        EthereumWallet other = new EthereumWallet();
        String signature = other.sign(wallet.address() + "5");

        Answer answer = app.get(creation(wallet.address(), "5", inAnHour(), signature), null);

        assertThat(answer)
                .hasToString("400 {\"errors\":{\"signature\":\"Invalid signature " + signature
                        + " for ethereum address " + wallet.address() + ", message " + wallet.address()
                        + " and nonce 5. Got " + other.address()
                        + "\"},\"message\":\"Validation error\",\"success\":false}");
        assertThat(create("5").status()).isEqualTo(200);
    }

    @Test
    void one_counter_serves_an_address_in_whatever_case() {
        String upper = "0x" + wallet.address().substring(2).toUpperCase(Locale.ROOT);

        assertThat(create("5").status()).isEqualTo(200);
        assertThat(app.get(creation(upper, "5", inAnHour(), wallet.sign(upper + "5")), null)
                        .status())
                .isEqualTo(400);
        assertThat(app.get(creation(upper, "6", inAnHour(), wallet.sign(upper + "6")), null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void one_signature_that_is_sent_at_once_many_times_gives_one_token() throws Exception {
        String path = creation(wallet.address(), "1", inAnHour(), wallet.sign(wallet.address() + "1"));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> call = () -> app.get(path, null).status();
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(20, call))) {
                statuses.add(each.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(Collections.frequency(statuses, 400)).isEqualTo(19);
    }

    @Test
    void a_field_that_stands_twice_is_refused() {
        String path = creation(wallet.address(), "1", inAnHour(), wallet.sign(wallet.address() + "1"));

        assertThat(app.get(path + "&nonce=2", null).body()).contains("The nonce field may be given once.");
    }

    @Test
    void the_fields_may_stand_in_a_body_where_there_is_no_query() {
        String body = AdminApp.json(
                "address", wallet.address(),
                "nonce", 3,
                "expiration", Long.parseLong(inAnHour()),
                "signature", wallet.sign(wallet.address() + "3"));

        Answer created = app.send("GET", "/api/services/createAuthToken", Map.of(), body);

        assertThat(created.status()).as(created.toString()).isEqualTo(200);
        assertThat(app.send("GET", "/api/services/createAuthToken?nonce=1", Map.of(), body)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoever_proves_an_address_again_has_the_same_account() {
        assertThat(create("1").status()).isEqualTo(200);
        String first = create("2").text("token");
        String second = create("3").text("token");
        Authenticator authenticator = app.bean(Authenticator.class);

        assertThat(authenticator.resolve(first).orElseThrow().token().issuance().account())
                .isEqualTo(authenticator
                        .resolve(second)
                        .orElseThrow()
                        .token()
                        .issuance()
                        .account());
    }
}
