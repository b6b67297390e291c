package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.web.Browser;
import dev.scopegate.wire.TextileCaller;
import dev.scopegate.wire.key.Ed25519Key;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TextileTokensTest extends TextileInstallation {

    @Test
    void every_identity_gets_a_token_in_textiles_form() {
        for (int i = 0; i < VECTORS.get("identities").size(); i++) {
            String token = token(client, seed(i));

            assertThat(part(token, 0).toString()).isEqualTo("{\"alg\":\"Ed25519\",\"typ\":\"JWT\"}");
            JsonNode claims = part(token, 1);
            assertThat(claims.propertyNames()).containsExactlyInAnyOrder("iat", "iss", "sub", "jti");
            assertThat(claims.get("sub").asString())
                    .isEqualTo(VECTORS.get("identities")
                            .get(i)
                            .get("publicKeyString")
                            .asString());
            Ed25519Key issuer = Ed25519Key.parse(claims.get("iss").asString()).orElseThrow();
            int signature = token.lastIndexOf('.');
            assertThat(issuer.verifies(
                            token.substring(0, signature).getBytes(StandardCharsets.US_ASCII),
                            Base64.getUrlDecoder().decode(token.substring(signature + 1))))
                    .isTrue();
            assertThat(standing(token)).isEqualTo("ACTIVE");
        }
    }

    @Test
    void the_subprotocol_is_echoed_and_the_frame_of_a_known_client_is_understood() {
        JsonNode identity = VECTORS.get("identities").get(0);
        try (TextileCaller caller = admitted(APP, client)) {
            assertThat(caller.subprotocol()).isEqualTo("grpc-websockets");
            caller.send(HexFormat.of()
                    .parseHex(identity.get("frames").get("request1_key").asString()));
            caller.challenge();
            caller.send(HexFormat.of()
                    .parseHex(identity.get("frames").get("request2_signature").asString()));
            assertThat(caller.refusal()).isEqualTo("16 Bad signature");
        }
    }

    @Test
    void the_end_of_a_client_is_told_with_the_tokens_that_it_cuts_off() {
        String path = "/api/v1/clients/" + client.text("id");
        assertThat(APP.get(path + "/impact", owner.login()).json().get("tokens").intValue())
                .isZero();
        token(client, alice);
        token(client, seed(1));
        token(client(false), alice);

        Answer impact = APP.get(path + "/impact", owner.login());
        assertThat(impact.json().get("tokens").intValue()).as(impact.body()).isEqualTo(2);
        assertThat(impact.json().get("tokensExact").booleanValue()).isTrue();
        assertThat(APP.get(path + "/impact", APP.user().login()).status()).isEqualTo(404);
        assertThat(Browser.of(APP, owner)
                        .get("/ui/clients/" + client.text("id") + "/delete")
                        .body())
                .contains("<strong>2 tokens</strong>");
    }

    @Test
    void a_token_does_not_change_and_is_another_for_another_key_or_client() throws InterruptedException {
        String token = token(client, alice);
        Thread.sleep(1_100);

        assertThat(token(client, alice)).isEqualTo(token);
        assertThat(token(client, seed(1))).isNotEqualTo(token);
        assertThat(token(client(false), alice)).isNotEqualTo(token);
        assertThat(standing(token)).isEqualTo("ACTIVE");
    }

    @Test
    void a_key_counts_as_the_same_in_every_base_that_writes_it() {
        String token = token(client, alice);
        for (JsonNode each : VECTORS.get("publicKeyStrings")) {
            try (TextileCaller caller =
                    admitted(APP, client).key(each.get("string").asString())) {
                if (each.get("accept").booleanValue()) {
                    caller.signature(alice.sign(caller.challenge())).end();
                    assertThat(caller.nextToken()).isEqualTo(token);
                } else {
                    assertThat(caller.refusal())
                            .as(each.get("name").asString())
                            .isEqualTo("3 Key must be an Ed25519 key");
                }
            }
        }
    }

    @Test
    void a_token_that_was_revoked_is_void_and_the_next_is_another() {
        String token = token(client, alice);
        String id = part(token, 1).get("jti").asString();

        assertThat(APP.delete("/api/v1/tokens/" + id, AdminApp.ADMIN_TOKEN).status())
                .isEqualTo(200);

        assertThat(standing(token)).isEqualTo("REVOKED");
        String next = token(client, alice);
        assertThat(next).isNotEqualTo(token);
        assertThat(standing(next)).isEqualTo("ACTIVE");
        assertThat(standing(token)).isEqualTo("REVOKED");
    }

    @Test
    void tokens_are_void_while_their_client_is_disabled_and_once_it_is_gone() {
        String token = token(client, alice);
        String path = "/api/v1/clients/" + client.text("id");

        APP.post(path + "/disable", owner.login(), null);
        assertThat(standing(token)).isEqualTo("DISABLED");
        assertThat(refusalOf(client)).isEqualTo("5 API key not found or is invalid");
        APP.post(path + "/enable", owner.login(), null);
        assertThat(token(client, alice)).isEqualTo(token);
        assertThat(standing(token)).isEqualTo("ACTIVE");
        APP.delete(path, owner.login());
        assertThat(standing(token)).isEqualTo("REVOKED");
        assertThat(refusalOf(client)).isEqualTo("5 API key not found or is invalid");
    }

    @Test
    void tokens_are_void_while_the_owner_of_their_client_is_locked_and_once_he_is_gone() {
        String token = token(client, alice);

        lock(owner.account(), true);
        assertThat(standing(token)).isEqualTo("DISABLED");
        assertThat(refusalOf(client)).isEqualTo("5 API key not found or is invalid");
        lock(owner.account(), false);
        assertThat(standing(token)).isEqualTo("ACTIVE");
        assertThat(APP.delete("/api/v1/auth/me", owner.login()).status()).isEqualTo(200);
        assertThat(standing(token)).isEqualTo("REVOKED");
    }

    private static void lock(String account, boolean locked) {
        Answer answer = APP.send(
                "PATCH",
                "/api/v1/accounts/" + account,
                Map.of("Authorization", "Bearer " + AdminApp.ADMIN_TOKEN),
                json("locked", locked));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void two_who_ask_at_once_get_the_same_token() {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> token(client, alice), Thread::startVirtualThread));
        }

        assertThat(asked.stream().map(CompletableFuture::join).distinct().toList())
                .hasSize(1)
                .allSatisfy(token -> assertThat(standing(token)).isEqualTo("ACTIVE"));
    }

    @Test
    void a_token_ends_where_a_lifetime_is_set() {
        try (AdminApp brief = AdminApp.start(REDIS.uri(), FIRST_SIGHT, "--scopegate.textile.token-lifetime=1h")) {
            JsonNode claims = part(token(brief, client, alice), 1);

            assertThat(claims.get("exp").longValue() - claims.get("iat").longValue())
                    .isEqualTo(3_600);
        }
    }

    @Test
    void tokens_that_this_installation_did_not_issue_are_nobodys() {
        assertThat(standing(VECTORS.get("token").get("jwt").asString())).isEqualTo("none");
        String token = token(client, alice);
        String claims = token.split("\\.", -1)[1];
        for (String header : List.of("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}", "{\"alg\":\"none\"}")) {
            String forged =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.US_ASCII))
                            + "." + claims + "."
                            + token.split("\\.", -1)[2];
            assertThat(standing(forged)).isEqualTo("none");
        }
    }
}
