package dev.scopegate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.admin.AdminApp.Answer;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Commit;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.RedisServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Harm: a list that takes longer the more there is, until nobody opens it, or holds up Redis while it is read. */
class ListsAtScaleTest {

    private static final int TOKENS = 100_000;
    private static final int ACCOUNTS = 10_000;
    private static final int BATCH = 1_000;
    private static final String OWNER = "acc_owner";
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final RedisServer REDIS = RedisServer.start();
    private static final AdminApp APP = AdminApp.start(REDIS.uri());

    @BeforeAll
    static void fill() throws Exception {
        PolicyJournal journal = APP.bean(PolicyJournal.class);
        for (int from = 0; from < TOKENS; from += BATCH) {
            Commit commit = Commit.by("test", "test", "tokens");
            for (int i = from; i < from + BATCH; i++) {
                commit.put(token(i));
            }
            journal.commit(commit).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
        for (int from = 0; from < ACCOUNTS; from += BATCH) {
            Commit commit = Commit.by("test", "test", "accounts");
            for (int i = from; i < from + BATCH; i++) {
                commit.put(account(i));
            }
            journal.commit(commit).toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stop() {
        APP.close();
        REDIS.close();
    }

    /** One in a hundred is disabled; what each is for stands in its description. */
    private static TokenRecord token(int number) {
        Issuance issuance = new Issuance(OWNER, null, null, "job number " + number, BEGIN.plusSeconds(number));
        Terms terms = new Terms(List.of(), List.of(), List.of(), Set.of(), Validity.UNBOUND);
        return new TokenRecord("tok_" + number, TokenKind.CAPABILITY, issuance, terms, number % 100 == 0, null);
    }

    private static Account account(int number) {
        String id = number == 0 ? OWNER : "acc_" + number;
        return new Account(id, "person" + number, Set.of(), List.of(), List.of(), false, BEGIN.plusSeconds(number));
    }

    private static Answer measured(String path) {
        return Timed.quick("GET " + path, () -> APP.get(path, AdminApp.ADMIN_TOKEN));
    }

    /** Everything that fits, page by page, each of which is measured. */
    private static List<JsonNode> all(String path, String what) {
        List<JsonNode> all = new ArrayList<>();
        Answer page = measured(path);
        page.json().get(what).forEach(all::add);
        while (page.json().has("next")) {
            page = measured(path + "&before=" + page.text("next"));
            page.json().get(what).forEach(all::add);
        }
        return all;
    }

    @Test
    void lists_of_100000_tokens_answer_in_time() {
        String list = "/api/v1/tokens?account=" + OWNER;
        String next = measured(list).text("next");

        assertThat(measured(list + "&before=" + next).json().get("tokens").size())
                .isEqualTo(50);
        assertThat(measured(list + "&before=" + BEGIN.plusSeconds(50).toEpochMilli() + "-tok_50")
                        .json()
                        .get("tokens")
                        .get(0)
                        .get("id")
                        .asString())
                .isEqualTo("tok_49");
        assertThat(all(list + "&count=500&state=disabled", "tokens")).hasSize(TOKENS / 100);
        assertThat(all(list + "&text=number+99123", "tokens")).hasSize(1);
        assertThat(measured(list + "&text=no+token+says+this").json().has("next"))
                .isTrue();
        measured("/api/v1/tokens?state=active");
    }

    @Test
    void lists_of_10000_accounts_answer_in_time() {
        String next = measured("/api/v1/accounts").text("next");

        measured("/api/v1/accounts?before=" + next);
        assertThat(all("/api/v1/accounts?name=PERSON777", "accounts")).hasSize(11);
        assertThat(all("/api/v1/accounts?name=person7777", "accounts"))
                .singleElement()
                .satisfies(account ->
                        assertThat(account.get("username").asString()).isEqualTo("person7777"));
        measured("/api/v1/accounts?name=nobody");
    }
}
