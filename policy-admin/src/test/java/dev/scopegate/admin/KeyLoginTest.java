package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.store.RedisServer;
import dev.scopegate.wire.key.Ed25519Seed;
import dev.scopegate.wire.key.Multibase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLoginTest {

    private static RedisServer redis;
    private static AdminApp app;

    private final Ed25519Seed seed = seed();
    private final String key = seed.publicKey().text();

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        app = AdminApp.start(redis.uri(), "--scopegate.accounts.first-sight.ed25519=* /api/v1/**");
    }

    @AfterAll
    static void stop() {
        app.close();
        redis.close();
    }

    @Test
    void whoever_signs_the_challenge_is_logged_in_to_the_keys_account() {
        Answer first = logIn(challenge(key), seed);
        Answer second = logIn(challenge(key), seed);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.text("token_type")).isEqualTo("bearer");
        assertThat(name(first)).isEqualTo(name(second)).startsWith("ed25519-");
    }

    @Test
    void a_signature_may_be_written_in_hex_and_multibase_too() {
        for (int form = 0; form < 2; form++) {
            String challenge = challenge(key);
            byte[] signature = seed.sign(challenge.getBytes(StandardCharsets.UTF_8));
            String written = form == 0 ? HexFormat.of().formatHex(signature) : Multibase.base32(signature);

            assertThat(answer(key, challenge, written).status()).isEqualTo(200);
        }
    }

    @Test
    void a_challenge_is_good_for_one_answer_right_or_wrong() {
        String used = challenge(key);
        assertThat(logIn(used, seed).status()).isEqualTo(200);
        assertThat(logIn(used, seed).status()).isEqualTo(401);

        String wasted = challenge(key);
        assertThat(logIn(wasted, seed()).status()).isEqualTo(401);
        assertThat(logIn(wasted, seed).status()).isEqualTo(401);
    }

    @Test
    void a_challenge_is_good_for_the_key_that_asked_alone() {
        Ed25519Seed other = seed();
        String challenge = challenge(key);

        assertThat(answer(other.publicKey().text(), challenge, signature(challenge, other))
                        .status())
                .isEqualTo(401);
        assertThat(logIn("Log in to " + AdminApp.ISSUER + " as " + key + ": mine", seed)
                        .status())
                .isEqualTo(401);
    }

    /** Guards against a page that lets its visitor sign a login and makes his key a way into another account of it. */
    @Test
    void a_challenge_for_a_login_links_nothing_and_one_for_a_link_logs_nobody_in_nor_links_elsewhere() {
        User user = app.user();
        String forLogin = challenge(key);
        String forLink = linkChallenge(user);

        assertThat(link(user, forLogin).status()).isEqualTo(400);
        assertThat(logIn(forLogin, seed).status()).as("used up").isEqualTo(401);
        assertThat(forLink).startsWith("Link " + key + " to the account " + user.account() + " at " + AdminApp.ISSUER);
        assertThat(logIn(forLink, seed).status()).isEqualTo(401);
        assertThat(link(app.user(), linkChallenge(user)).status()).isEqualTo(400);
        assertThat(link(user, linkChallenge(user)).status()).isEqualTo(201);
        assertThat(app.post("/api/v1/identities/challenge", null, json("key", key))
                        .status())
                .isEqualTo(401);
    }

    private String linkChallenge(User user) {
        return app.post("/api/v1/identities/challenge", user.login(), json("key", key))
                .text("challenge");
    }

    private Answer link(User user, String challenge) {
        String proof = json("type", "key", "key", key, "challenge", challenge, "signature", signature(challenge, seed));
        return app.post("/api/v1/identities", user.login(), proof);
    }

    @Test
    void a_challenge_names_this_installation_and_ends_within_a_minute() {
        Answer answer = app.post("/api/v1/auth/challenge", null, json("key", key));

        assertThat(answer.text("challenge")).startsWith("Log in to " + AdminApp.ISSUER + " as " + key + ": ");
        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x12", "nonsense", "bbaarei", "0xZZc1C6AA38EcdF52e304e92796d9c1D6eE0A5db4"})
    void what_is_no_key_is_refused(String text) {
        Answer answer = app.post("/api/v1/auth/challenge", null, json("key", text));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Ethereum address");
    }

    /** The scheme is not configured here: nobody gets an account by an Ethereum key that is not linked to one. */
    @Test
    void a_key_of_a_scheme_that_opens_no_accounts_logs_nobody_in() {
        String address = "0x07C1C6AA38EcdF52e304e92796d9c1D6eE0A5db4";
        String challenge = challenge(address);

        assertThat(answer(address, challenge, "0x" + "11".repeat(65)).status()).isEqualTo(401);
    }

    private static Ed25519Seed seed() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Ed25519Seed.of(bytes);
    }

    private static String challenge(String key) {
        return app.post("/api/v1/auth/challenge", null, json("key", key)).text("challenge");
    }

    private Answer logIn(String challenge, Ed25519Seed signer) {
        return answer(key, challenge, signature(challenge, signer));
    }

    private static String signature(String challenge, Ed25519Seed signer) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(signer.sign(challenge.getBytes(StandardCharsets.UTF_8)));
    }

    private static Answer answer(String key, String challenge, String signature) {
        return app.post("/api/v1/auth/key", null, json("key", key, "challenge", challenge, "signature", signature));
    }

    private static String name(Answer login) {
        return app.get("/api/v1/auth", login.text("access_token")).text("username");
    }
}
