package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static dev.scopegate.wire.TextileCaller.sign;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.store.RedisServer;
import dev.scopegate.wire.TextileCaller;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TextileRefusalsTest extends TextileInstallation {

    private static String refusalOf(String... metadata) {
        try (TextileCaller caller = TextileCaller.open(APP.base()).metadata(metadata)) {
            return caller.refusal();
        }
    }

    @Test
    void a_client_is_void_for_new_tokens_once_its_owner_is_gone() {
        APP.delete("/api/v1/auth/me", owner.login());

        assertThat(refusalOf(client)).isEqualTo("5 API key not found or is invalid");
    }

    @Test
    void a_client_is_checked_in_the_order_and_the_words_of_the_hub() {
        String key = client.text("id");
        String secret = client.text("secret");

        assertThat(refusalOf()).isEqualTo("16 Session or API key required");
        assertThat(refusalOf("authorization", "basic x")).isEqualTo("16 Bad authorization string");
        assertThat(refusalOf("x-textile-api-key", "bexampleapikey")).isEqualTo("5 API key not found or is invalid");
        assertThat(refusalOf("x-textile-api-key", "../../x")).isEqualTo("5 API key not found or is invalid");
        assertThat(refusalOf("x-textile-api-key", key)).isEqualTo("16 API key signature required");
        assertThat(refusalOf("x-textile-api-key", key, "x-textile-api-key", key))
                .startsWith("3 ");
        for (String[] bad : new String[][] {
            {in(30), sign(secret, in(31))},
            {in(-1), sign(secret, in(-1))},
            {in(30), "bnonsense"},
            {"tomorrow", sign(secret, "tomorrow")},
            {"2100-01-01T00:00:00Z", sign(secret, "2100-01-01T00:00:00Z")}
        }) {
            assertThat(refusalOf(
                            "x-textile-api-key", key, "x-textile-api-sig-msg", bad[0], "x-textile-api-sig", bad[1]))
                    .isEqualTo("16 Bad API key signature");
        }
    }

    @Test
    void a_signature_by_another_key_or_of_another_challenge_proves_nothing() {
        for (JsonNode bad : VECTORS.get("badSignatures")) {
            try (TextileCaller caller =
                    admitted(APP, client).key(bad.get("publicKeyString").asString())) {
                caller.challenge();
                caller.signature(HexFormat.of().parseHex(bad.get("signature").asString()));
                assertThat(caller.refusal()).as(bad.get("name").asString()).isEqualTo("16 Bad signature");
            }
        }
        try (TextileCaller caller = admitted(APP, client).key(alice.publicKey().text())) {
            caller.signature(seed(1).sign(caller.challenge()));
            assertThat(caller.refusal()).isEqualTo("16 Bad signature");
        }
    }

    @Test
    void messages_out_of_order_end_the_call() {
        try (TextileCaller caller = admitted(APP, client).signature(new byte[64])) {
            assertThat(caller.refusal()).isEqualTo("3 Key is required");
        }
        try (TextileCaller caller = admitted(APP, client).key(alice.publicKey().text())) {
            caller.challenge();
            caller.key(alice.publicKey().text());
            assertThat(caller.refusal()).isEqualTo("3 Signature is required");
        }
        try (TextileCaller caller = admitted(APP, client).end()) {
            assertThat(caller.refusal()).isEqualTo("3 Call ended before the signature came");
        }
    }

    @Test
    void garbage_ends_the_call_in_words() {
        for (byte[] garbage : List.of(new byte[0], new byte[] {7, 7}, new byte[4_000], new byte[] {0, 0, 0, 0, 0, 9})) {
            try (TextileCaller caller = admitted(APP, client).send(garbage)) {
                assertThat(caller.refusal()).isEqualTo("3 Message could not be read");
            }
        }
        try (TextileCaller caller = TextileCaller.open(APP.base()).send(new byte[] {0, 0, 0, 0, 0, 9})) {
            assertThat(caller.refusal()).isEqualTo("3 First message must be the metadata");
        }
        try (TextileCaller caller = TextileCaller.open(APP.base()).sendText("hello")) {
            assertThat(caller.refusal()).isEqualTo("3 Messages must be binary");
        }
        try (TextileCaller caller = TextileCaller.open(APP.base()).send(new byte[100_000])) {
            assertThat(caller.closeCode()).isEqualTo(1009);
        }
        Answer plain = APP.get("/threads.pb.API/GetToken", null);
        assertThat(plain.status()).isEqualTo(426);
    }

    @Test
    void a_silent_caller_is_not_waited_for() {
        try (AdminApp hasty =
                AdminApp.start(REDIS.uri(), FIRST_SIGHT, "--scopegate.textile.challenge-lifetime=300ms")) {
            try (TextileCaller caller = TextileCaller.open(hasty.base())) {
                assertThat(caller.refusal()).isEqualTo("4 Call deadline exceeded");
            }
            try (TextileCaller caller =
                    admitted(hasty, client).key(alice.publicKey().text())) {
                caller.challenge();
                assertThat(caller.refusal()).isEqualTo("4 Challenge deadline exceeded");
            }
        }
    }

    @Test
    void one_address_cannot_try_without_end_but_asking_again_costs_nothing() {
        try (RedisServer other = RedisServer.start();
                AdminApp strict =
                        AdminApp.start(other.uri(), FIRST_SIGHT, "--scopegate.accounts.attempts.per-address=3")) {
            // The three keys that follow are all the accounts that this address may make.
            Answer mine = strict.post("/api/v1/clients", AdminApp.ADMIN_TOKEN, json("name", "my app", "signed", false));
            for (int i = 0; i < 5; i++) {
                token(strict, mine, alice);
            }
            token(strict, mine, seed(1));
            token(strict, mine, seed(2));
            try (TextileCaller caller = admitted(strict, mine)) {
                assertThat(caller.refusal()).isEqualTo("8 Too many attempts");
            }
        }
    }

    @Test
    void a_key_that_nobody_has_an_account_for_is_refused_where_none_are_opened() {
        try (RedisServer other = RedisServer.start();
                AdminApp closed = AdminApp.start(other.uri())) {
            Answer mine =
                    closed.post("/api/v1/clients", closed.user().login(), json("name", "my app", "signed", false));
            try (TextileCaller caller =
                    admitted(closed, mine).key(alice.publicKey().text())) {
                caller.signature(alice.sign(caller.challenge()));
                assertThat(caller.refusal()).isEqualTo("16 There is no account for this identity.");
            }
        }
    }
}
