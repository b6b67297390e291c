package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static dev.scopegate.admin.OceanCalls.creation;
import static dev.scopegate.admin.OceanCalls.deletion;
import static dev.scopegate.admin.OceanCalls.inAnHour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.store.Nonces;
import dev.scopegate.store.RedisServer;
import dev.scopegate.wire.EthereumWallet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys cost nothing: what strangers can make this app keep by signing with ever new ones. */
class OceanStrangersTest {

    private static RedisServer redis;
    private static AdminApp app;

    private final EthereumWallet wallet = new EthereumWallet();

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        app = AdminApp.start(
                redis.uri(),
                "--scopegate.accounts.attempts.per-address=2",
                "--scopegate.admin.trusted-proxies=127.0.0.1/32");
    }

    @AfterAll
    static void stop() {
        app.close();
        redis.close();
    }

    @Test
    void a_place_has_so_many_new_addresses_and_so_many_tokens_and_nothing_is_kept_of_more() {
        assertThat(create(wallet, "1")).isEqualTo(200);
        assertThat(create(new EthereumWallet(), "1")).isEqualTo(200);

        EthereumWallet third = new EthereumWallet();
        assertThat(create(third, "1")).isEqualTo(429);
        assertThat(isKept(third)).isFalse();
        for (int i = 2; i <= 18; i++) {
            assertThat(create(wallet, Integer.toString(i))).isEqualTo(200);
        }
        assertThat(create(wallet, "100")).isEqualTo(429);
    }

    @Test
    void who_has_no_account_has_no_token_to_end_and_is_not_kept() {
        assertThat(deleteAtProvider("198.51.100.1").text("error")).isEqualTo("Token is invalid.");
        assertThat(invalidateAtNode("198.51.100.1").text("error")).isEqualTo("Token is invalid.");
        assertThat(isKept(wallet)).isFalse();
    }

    @Test
    void a_place_has_so_many_signatures_checked_whatever_they_are_for() {
        for (int i = 0; i < 10; i++) {
            assertThat(deleteAtProvider("198.51.100.2").status()).isEqualTo(400);
            assertThat(invalidateAtNode("198.51.100.2").status()).isEqualTo(401);
        }

        assertThat(deleteAtProvider("198.51.100.2").status()).isEqualTo(429);
        assertThat(invalidateAtNode("198.51.100.2").status()).isEqualTo(429);
    }

    private Answer deleteAtProvider(String from) {
        String signature = wallet.sign(wallet.address() + "5");
        return app.send("DELETE", deletion(wallet.address(), "5", "some-token", signature), from(from), null);
    }

    private Answer invalidateAtNode(String from) {
        String signature = wallet.sign(wallet.address() + "5");
        return app.send(
                "POST",
                "/api/services/auth/token/invalidate",
                from(from),
                json("address", wallet.address(), "nonce", "5", "signature", signature, "token", "some-token"));
    }

    private static Map<String, String> from(String address) {
        return Map.of("X-Scopegate-Client-Address", address);
    }

    private static int create(EthereumWallet signer, String nonce) {
        String signature = signer.sign(signer.address() + nonce);
        return app.get(creation(signer.address(), nonce, inAnHour(), signature), null)
                .status();
    }

    private static boolean isKept(EthereumWallet signer) {
        return Reply.of(app.bean(Nonces.class).last(signer.address())).isPresent();
    }
}
