package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.security.Authenticator;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.policy.token.Standing;
import dev.scopegate.store.RedisServer;
import dev.scopegate.wire.key.Ed25519Key;
import dev.scopegate.wire.key.Ed25519Seed;
import dev.scopegate.wire.key.Multibase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TextileTokensTest {

    private static final String FIRST_SIGHT = "--scopegate.accounts.first-sight.ed25519=* /threads.pb.API/*";
    private static final JsonNode VECTORS = vectors();

    private static RedisServer redis;
    private static AdminApp app;

    private final Ed25519Seed alice = seed(0);
    private User owner;
    private Answer client;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        app = AdminApp.start(redis.uri(), FIRST_SIGHT);
    }

    @AfterAll
    static void stop() {
        app.close();
        redis.close();
    }

    @BeforeEach
    void makeClient() {
        owner = app.user();
        client = client(true);
    }

    private static JsonNode vectors() {
        try (InputStream in = TextileTokensTest.class.getResourceAsStream("/vectors/textile-identities.json")) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Ed25519Seed seed(int identity) {
        return Ed25519Seed.of(HexFormat.of()
                .parseHex(VECTORS.get("identities").get(identity).get("seed").asString()));
    }

    private Answer client(boolean signed) {
        return app.post("/api/v1/clients", owner.login(), json("name", "my app", "signed", signed));
    }

    private static String in(int minutes) {
        return Instant.now().plusSeconds(minutes * 60L).toString();
    }

    private static String sign(String secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Multibase.decode(secret).orElseThrow(), "HmacSHA256"));
            return Multibase.base32(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TextileCaller admitted(AdminApp app, Answer client) {
        String message = in(30);
        TextileCaller caller = TextileCaller.open(app);
        return client.json().has("secret")
                ? caller.metadata(
                        "x-textile-api-key", client.text("id"),
                        "x-textile-api-sig-msg", message,
                        "x-textile-api-sig", sign(client.text("secret"), message))
                : caller.metadata("x-textile-api-key", client.text("id"));
    }

    private static String token(AdminApp app, Answer client, Ed25519Seed seed) {
        try (TextileCaller caller = admitted(app, client)) {
            return caller.token(seed);
        }
    }

    private String token(Answer through, Ed25519Seed seed) {
        return token(app, through, seed);
    }

    private String standing(String token) {
        return app.bean(Authenticator.class)
                .resolve(token)
                .map(lineage -> app.bean(GrantCompiler.class).compile(lineage).standing())
                .map(Standing::name)
                .orElse("none");
    }

    private static JsonNode part(String token, int index) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }

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
        try (TextileCaller caller = admitted(app, client)) {
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
                    admitted(app, client).key(each.get("string").asString())) {
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

        assertThat(app.delete("/api/v1/tokens/" + id, AdminApp.ADMIN_TOKEN).status())
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

        app.post(path + "/disable", owner.login(), null);
        assertThat(standing(token)).isEqualTo("DISABLED");
        assertThat(refusalOf(client)).isEqualTo("5 API key not found or is invalid");
        app.post(path + "/enable", owner.login(), null);
        assertThat(token(client, alice)).isEqualTo(token);
        assertThat(standing(token)).isEqualTo("ACTIVE");
        app.delete(path, owner.login());
        assertThat(standing(token)).isEqualTo("REVOKED");
        assertThat(refusalOf(client)).isEqualTo("5 API key not found or is invalid");
    }

    @Test
    void a_client_is_void_for_new_tokens_once_its_owner_is_gone() {
        app.delete("/api/v1/auth/me", owner.login());

        assertThat(refusalOf(client)).isEqualTo("5 API key not found or is invalid");
    }

    private static String refusalOf(Answer client) {
        try (TextileCaller caller = admitted(app, client)) {
            return caller.refusal();
        }
    }

    private static String refusalOf(String... metadata) {
        try (TextileCaller caller = TextileCaller.open(app).metadata(metadata)) {
            return caller.refusal();
        }
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
                    admitted(app, client).key(bad.get("publicKeyString").asString())) {
                caller.challenge();
                caller.signature(HexFormat.of().parseHex(bad.get("signature").asString()));
                assertThat(caller.refusal()).as(bad.get("name").asString()).isEqualTo("16 Bad signature");
            }
        }
        try (TextileCaller caller = admitted(app, client).key(alice.publicKey().text())) {
            caller.signature(seed(1).sign(caller.challenge()));
            assertThat(caller.refusal()).isEqualTo("16 Bad signature");
        }
    }

    @Test
    void messages_out_of_order_end_the_call() {
        try (TextileCaller caller = admitted(app, client).signature(new byte[64])) {
            assertThat(caller.refusal()).isEqualTo("3 Key is required");
        }
        try (TextileCaller caller = admitted(app, client).key(alice.publicKey().text())) {
            caller.challenge();
            caller.key(alice.publicKey().text());
            assertThat(caller.refusal()).isEqualTo("3 Signature is required");
        }
        try (TextileCaller caller = admitted(app, client).end()) {
            assertThat(caller.refusal()).isEqualTo("3 Call ended before the signature came");
        }
    }

    @Test
    void garbage_ends_the_call_in_words() {
        for (byte[] garbage : List.of(new byte[0], new byte[] {7, 7}, new byte[4_000], new byte[] {0, 0, 0, 0, 0, 9})) {
            try (TextileCaller caller = admitted(app, client).send(garbage)) {
                assertThat(caller.refusal()).isEqualTo("3 Message could not be read");
            }
        }
        try (TextileCaller caller = TextileCaller.open(app).send(new byte[] {0, 0, 0, 0, 0, 9})) {
            assertThat(caller.refusal()).isEqualTo("3 First message must be the metadata");
        }
        try (TextileCaller caller = TextileCaller.open(app).sendText("hello")) {
            assertThat(caller.refusal()).isEqualTo("3 Messages must be binary");
        }
        try (TextileCaller caller = TextileCaller.open(app).send(new byte[100_000])) {
            assertThat(caller.closeCode()).isEqualTo(1009);
        }
        Answer plain = app.get("/threads.pb.API/GetToken", null);
        assertThat(plain.status()).isEqualTo(426);
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
    void a_silent_caller_is_not_waited_for() {
        try (AdminApp hasty =
                AdminApp.start(redis.uri(), FIRST_SIGHT, "--scopegate.textile.challenge-lifetime=300ms")) {
            try (TextileCaller caller = TextileCaller.open(hasty)) {
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
    void a_token_ends_where_a_lifetime_is_set() {
        try (AdminApp brief = AdminApp.start(redis.uri(), FIRST_SIGHT, "--scopegate.textile.token-lifetime=1h")) {
            JsonNode claims = part(token(brief, client, alice), 1);

            assertThat(claims.get("exp").longValue() - claims.get("iat").longValue())
                    .isEqualTo(3_600);
        }
    }

    @Test
    void one_address_cannot_try_without_end_but_asking_again_costs_nothing() {
        try (RedisServer other = RedisServer.start();
                AdminApp strict =
                        AdminApp.start(other.uri(), FIRST_SIGHT, "--scopegate.accounts.attempts.per-address=3")) {
            Answer mine =
                    strict.post("/api/v1/clients", strict.user().login(), json("name", "my app", "signed", false));
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
