package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.admin.AdminApp.User;
import dev.scopegate.admin.web.Browser;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Commit;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.RedisServer;
import io.lettuce.core.RedisClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Harm: access lists that nobody can look at, change or delete any more because many tokens hang on them. One list has half
 * of all tokens; the other lists, as many as an account may have, share the rest.
 */
class AclsAtScaleTest {

    private static final int TOKENS = 100_000;
    private static final int LISTS = 1_000;
    private static final int BATCH = 1_000;
    private static final String BIG = "acl_big";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final RedisServer REDIS = RedisServer.start();
    private static final AdminApp APP = AdminApp.start(REDIS.uri());
    private static final User OWNER = APP.user();

    @BeforeAll
    static void fill() throws Exception {
        PolicyJournal journal = APP.bean(PolicyJournal.class);
        Commit lists = Commit.by("test", "test", "lists");
        for (int i = 0; i < LISTS; i++) {
            lists.put(list(i));
        }
        journal.commit(lists).toCompletableFuture().get(60, TimeUnit.SECONDS);
        for (int from = 0; from < TOKENS; from += BATCH) {
            Commit commit = Commit.by("test", "test", "tokens");
            for (int i = from; i < from + BATCH; i++) {
                commit.put(token(i));
            }
            journal.commit(commit).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stop() {
        APP.close();
        REDIS.close();
    }

    private static String idOf(int list) {
        return list == 0 ? BIG : "acl_" + list;
    }

    private static AccessList list(int number) {
        List<GrantedCapability> capabilities =
                List.of(new GrantedCapability(Capability.parse("GET /api/v1/orders/" + number), List.of()));
        return new AccessList(
                idOf(number),
                OWNER.account(),
                "list number " + number,
                capabilities,
                List.of(),
                // The big one is the newest: it stands on the first page.
                BEGIN.plusSeconds(LISTS - number));
    }

    private static TokenRecord token(int number) {
        String list = number % 2 == 0 ? BIG : idOf(1 + (number / 2) % (LISTS - 1));
        Issuance issuance =
                new Issuance(OWNER.account(), null, list, "job number " + number, BEGIN.plusSeconds(LISTS + number));
        Terms terms = new Terms(null, List.of(), List.of(), Set.of(), Validity.UNBOUND);
        return new TokenRecord("tok_" + number, TokenKind.ACCESS_LIST, issuance, terms, false, null);
    }

    private static Answer get(String path) {
        return Timed.quick("GET " + path, () -> APP.get(path, OWNER.login()));
    }

    @Test
    void the_api_of_access_lists_answers_in_time() {
        Answer list = get("/api/v1/acls");
        assertThat(list.json().get("acls").get(0).get("tokens").asInt()).isEqualTo(TOKENS / 2);
        get("/api/v1/acls?count=500");
        get("/api/v1/acls?count=500&offset=500");
        get("/api/v1/acls/" + BIG);
        assertThat(get("/api/v1/acls/" + BIG + "/impact").json().get("tokens").asInt())
                .isEqualTo(TOKENS / 2);
        String change = "{\"id\":\"" + BIG + "\",\"capabilities\":[{\"capability\":\"GET /other\"}]}";
        Timed.quick("POST /api/v1/acls/preview", () -> APP.post("/api/v1/acls/preview", OWNER.login(), change));
        Map<String, String> headers = Map.of("Authorization", "Bearer " + OWNER.login(), "If-Match", "*");
        Timed.quick(
                "PUT /api/v1/acls/" + BIG,
                () -> APP.send("PUT", "/api/v1/acls/" + BIG, headers, "{\"name\":\"renamed\"}"));
        get("/api/v1/tokens?accessList=" + BIG);
    }

    @Test
    void the_pages_of_access_lists_answer_in_time() {
        Browser browser = Browser.of(APP, OWNER);
        for (String path : List.of(
                "/ui/acls",
                "/ui/acls?offset=900",
                "/ui/acls/new",
                "/ui/acls/" + BIG,
                "/ui/acls/" + BIG + "/delete",
                "/ui/acls/" + idOf(7),
                "/ui/tokens?accessList=" + BIG)) {
            Timed.quick("GET " + path, () -> browser.get(path));
        }
        assertThat(browser.get("/ui/acls/" + BIG + "/delete").body()).contains("50,000");
        String etag =
                APP.get("/api/v1/acls/" + BIG, OWNER.login()).header("ETag").replace("\"", "");
        Map<String, String> form = Map.of("name", "renamed", "row", "0", "capability.0", "GET /a", "etag", etag);
        Timed.quick("POST /ui/acls/" + BIG + "/review", () -> browser.post("/ui/acls/" + BIG + "/review", form));
    }

    @Test
    void nobody_walks_through_all_keys_of_redis_for_them() {
        APP.get("/api/v1/acls", OWNER.login());
        APP.get("/api/v1/acls/" + BIG + "/impact", OWNER.login());
        Browser.of(APP, OWNER).get("/ui/acls");
        try (RedisClient client = RedisClient.create(REDIS.uri());
                var connection = client.connect()) {
            String commands = connection.sync().info("commandstats");
            assertThat(commands)
                    .contains("cmdstat_get:")
                    .doesNotContain("cmdstat_scan:")
                    .doesNotContain("cmdstat_keys:");
        }
    }
}
