package dev.scopegate.admin;

import static dev.scopegate.admin.AdminApp.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.store.RedisServer;
import dev.scopegate.store.Registry;
import dev.scopegate.store.TokenStore;
import dev.scopegate.wire.key.Ed25519Seed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitiesTest {

    private static final String PATH = "/api/v1/identities";
    private static final String BASE = "http://127.0.0.1:8080";

    private static RedisServer redis;
    private static AdminApp app;

    private final User user = user();
    private final Ed25519Seed seed = seed();
    private final String ed25519 = "ed25519:" + seed.publicKey().text();
    private final NostrKey nostr = new NostrKey();

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        app = AdminApp.start(
                redis.uri(),
                "--scopegate.accounts.first-sight.ed25519=* /api/v1/**",
                "--scopegate.accounts.first-sight.nostr=* /api/v1/**");
    }

    @AfterAll
    static void stop() {
        app.close();
        redis.close();
    }

    @Test
    void a_linked_key_logs_in_to_the_account_and_gets_none_of_its_own() {
        Answer linked = linkKey(user.login(), seed);

        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        assertThat(linked.text("identity")).isEqualTo(ed25519);
        assertThat(AdminApp.accountOf(logInByKey(seed).text("access_token"))).isEqualTo(user.account());
        String own = FirstSight.accountId(Identity.parse(ed25519));
        assertThat(Reply.of(app.bean(Registry.class).account(own))).isEmpty();
    }

    @Test
    void a_linked_nostr_key_logs_in_to_the_account() {
        Answer linked = linkNostr(user.login(), nostr.event(BASE + PATH));

        assertThat(linked.status()).as(linked.body()).isEqualTo(201);
        assertThat(AdminApp.accountOf(logInByNostr().text("access_token"))).isEqualTo(user.account());
    }

    @Test
    void the_owner_sees_his_identities_but_no_user_ids() {
        app.get("/api/v1/auth", user.login());
        linkKey(user.login(), seed);
        linkNostr(user.login(), nostr.event(BASE + PATH));

        assertThat(identities(user.login())).containsExactly(ed25519, nostr.identity());
    }

    @Test
    void to_link_the_same_again_changes_nothing() {
        linkKey(user.login(), seed);

        assertThat(linkKey(user.login(), seed).status()).isEqualTo(200);
        assertThat(identities(user.login())).containsExactly(ed25519);
    }

    @Test
    void an_identity_of_another_account_stays_there() {
        String first = logInByKey(seed).text("access_token");

        Answer refused = linkKey(user.login(), seed);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("identity_taken");
        assertThat(identities(first)).containsExactly(ed25519);
    }

    /** Neither a wrong signature, nor one for a login, nor one that was used: and 401 would say that the login is wrong. */
    @Test
    void a_wrong_proof_links_nothing() {
        Answer wrong = app.post(PATH, user.login(), signed(PATH + "/challenge", user.login(), seed, seed()));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("code")).isEqualTo("invalid_proof");

        Map<String, Object> event = nostr.event(BASE + PATH);
        assertThat(linkNostr(user.login(), nostr.event(BASE + "/api/v1/auth/nostr"))
                        .status())
                .isEqualTo(400);
        assertThat(linkNostr(user.login(), event).status()).isEqualTo(201);
        assertThat(linkNostr(app.user().login(), event).status()).isEqualTo(400);
        assertThat(identities(user.login())).containsExactly(nostr.identity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"user-id\"}",
                "{\"type\":7}",
                "{\"type\":\"key\"}",
                "{\"type\":\"nostr\"}",
                "[]"
            })
    void what_is_no_proof_is_refused(String body) {
        assertThat(app.post(PATH, user.login(), body).status()).isEqualTo(400);
    }

    @Test
    void to_unlink_an_identity_ends_the_logins_that_it_opened_and_no_others() {
        linkKey(user.login(), seed);
        linkNostr(user.login(), nostr.event(BASE + PATH));
        String byKey = logInByKey(seed).text("access_token");
        String byNostr = logInByNostr().text("access_token");

        Answer unlinked = unlink(user.login(), ed25519);

        assertThat(unlinked.status()).as(unlinked.body()).isEqualTo(200);
        assertThat(app.get("/api/v1/auth", byKey).status()).isEqualTo(401);
        assertThat(app.get("/api/v1/auth", byNostr).status()).isEqualTo(200);
        assertThat(identities(user.login())).containsExactly(nostr.identity());
        assertThat(AdminApp.accountOf(logInByKey(seed).text("access_token"))).isNotEqualTo(user.account());
    }

    @Test
    void the_last_way_to_log_in_stays() {
        String login = logInByKey(seed).text("access_token");
        assertThat(unlink(login, ed25519).text("code")).isEqualTo("last_identity");

        linkNostr(login, nostr.event(BASE + PATH));
        assertThat(unlink(login, ed25519).status()).isEqualTo(200);
    }

    /** The key may be in other hands: the account that it once opened at first sight is not its any more. */
    @Test
    void a_key_that_was_unlinked_from_its_own_account_opens_it_never_again() {
        String login = logInByKey(seed).text("access_token");
        linkNostr(login, nostr.event(BASE + PATH));
        assertThat(unlink(login, ed25519).status()).isEqualTo(200);

        assertThat(logInByKey(seed).status()).isEqualTo(401);
        Identity identity = Identity.parse(ed25519);
        assertThat(Reply.of(app.bean(TokenStore.class).accountOf(identity, Instant.EPOCH)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "nostr:", "nostr:ab cd", "oauth:google:a&b=%+#?\"\\", "user-id:x"})
    void an_identity_that_is_not_the_accounts_cannot_be_unlinked(String identity) {
        assertThat(unlink(user.login(), identity).status()).isIn(400, 404);
    }

    @Test
    void an_account_has_twenty_identities_at_most() {
        for (int i = 0; i < 20; i++) {
            assertThat(linkKey(user.login(), seed()).status()).isEqualTo(201);
        }

        assertThat(linkKey(user.login(), seed).text("code")).isEqualTo("too_many_identities");
    }

    @Test
    void a_token_with_a_part_of_the_power_links_and_unlinks_nothing() {
        linkKey(user.login(), seed);
        List<Map<String, String>> capabilities = Stream.of("identitiesLink", "identitiesUnlink")
                .map(operation -> Map.of("capability", "scopegate:" + operation))
                .toList();
        String part = app.post("/api/v1/tokens", user.login(), json("capabilities", capabilities))
                .text("token");

        assertThat(linkNostr(part, nostr.event(BASE + PATH)).status()).isEqualTo(403);
        assertThat(unlink(part, ed25519).status()).isEqualTo(403);
        assertThat(app.get(PATH, null).status()).isEqualTo(401);
        assertThat(identities(user.login())).containsExactly(ed25519);
    }

    private static List<String> identities(String token) {
        return app.get(PATH, token)
                .json()
                .get("identities")
                .valueStream()
                .map(each -> each.get("identity").asString())
                .toList();
    }

    private static Answer linkKey(String token, Ed25519Seed seed) {
        return app.post(PATH, token, signed(PATH + "/challenge", token, seed, seed));
    }

    private static Answer linkNostr(String token, Map<String, Object> event) {
        return app.post(PATH, token, json("type", "nostr", "nostr_event", event));
    }

    private static Answer unlink(String token, String identity) {
        return app.send("DELETE", PATH, Map.of("Authorization", "Bearer " + token), json("identity", identity));
    }

    private static Answer logInByKey(Ed25519Seed seed) {
        return app.post("/api/v1/auth/key", null, signed("/api/v1/auth/challenge", null, seed, seed));
    }

    private Answer logInByNostr() {
        Map<String, Object> event = nostr.event(BASE + "/api/v1/auth/nostr");
        return app.post("/api/v1/auth/nostr", null, json("nostr_event", event));
    }

    /** The answer to a challenge for one key, signed by the same or another. */
    private static String signed(String path, @Nullable String token, Ed25519Seed named, Ed25519Seed signer) {
        String key = named.publicKey().text();
        String challenge = app.post(path, token, json("key", key)).text("challenge");
        byte[] signature = signer.sign(challenge.getBytes(StandardCharsets.UTF_8));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        return json("type", "key", "key", key, "challenge", challenge, "signature", text);
    }

    private static User user() {
        return app.user();
    }

    private static Ed25519Seed seed() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Ed25519Seed.of(bytes);
    }
}
