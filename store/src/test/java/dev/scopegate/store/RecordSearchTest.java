package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Revocation;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordSearchTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final Instant NOW = Sample.NOON.plusSeconds(3_600);

    private final PolicyJournal journal = new PolicyJournal(REDIS.connection());
    private final RecordSearch search = new RecordSearch(REDIS.connection(), () -> NOW);

    private void put(TokenRecord... tokens) {
        Commit commit = Commit.by("acc_admin", "tokens.issue", "token");
        for (TokenRecord token : tokens) {
            commit.put(token);
        }
        get(journal.commit(commit));
    }

    private static TokenRecord token(String id, int minute, String description, Terms terms) {
        Issuance issuance = new Issuance(Sample.OWNER, null, null, description, Sample.NOON.plusSeconds(60L * minute));
        return new TokenRecord(id, TokenKind.CAPABILITY, issuance, terms, false, null);
    }

    private static TokenRecord token(String id, int minute) {
        return token(id, minute, "", ending(null));
    }

    private static Terms ending(@Nullable Instant end) {
        return new Terms(null, List.of(), List.of(), Set.of(), Validity.until(end));
    }

    private List<String> ids(TokenQuery query) {
        return all(query, 500);
    }

    private List<String> all(TokenQuery query, int count) {
        List<String> ids = new ArrayList<>();
        String before = null;
        do {
            RecordPage<TokenRecord> page = get(search.tokens(query, count, before));
            page.records().forEach(token -> ids.add(token.id()));
            before = page.next();
        } while (before != null);
        return ids;
    }

    private static TokenQuery in(TokenState state) {
        return new TokenQuery(Sample.OWNER, null, null, null, Set.of(state), null, "");
    }

    private static TokenQuery saying(String text) {
        return new TokenQuery(Sample.OWNER, null, null, null, Set.of(), null, text);
    }

    @Test
    void pages_follow_one_another_newest_first_without_gap_or_repeat() {
        for (int i = 0; i < 25; i++) {
            put(token("tok_" + i, i / 3));
        }
        List<String> newestFirst = all(TokenQuery.ofAccount(Sample.OWNER), 500);

        assertThat(newestFirst).hasSize(25).doesNotHaveDuplicates();
        assertThat(newestFirst.getFirst()).isEqualTo("tok_24");
        for (int count : new int[] {1, 2, 5, 7, 25}) {
            assertThat(all(TokenQuery.ofAccount(Sample.OWNER), count)).isEqualTo(newestFirst);
        }
    }

    /** Harm: whoever reads on misses tokens because others were issued or deleted meanwhile. */
    @Test
    void a_page_goes_on_where_the_last_ended_whatever_was_written_between() {
        for (int i = 0; i < 6; i++) {
            put(token("tok_" + i, i));
        }
        RecordPage<TokenRecord> first = get(search.tokens(TokenQuery.ofAccount(Sample.OWNER), 2, null));
        put(token("tok_new", 9));
        get(journal.commit(Commit.by("acc_admin", "tokens.delete", "token")
                .delete(token("tok_5", 5))
                .delete(token("tok_4", 4))));

        RecordPage<TokenRecord> second = get(search.tokens(TokenQuery.ofAccount(Sample.OWNER), 2, first.next()));

        assertThat(second.records()).extracting(TokenRecord::id).containsExactly("tok_3", "tok_2");
    }

    @Test
    void tokens_are_found_by_their_state() {
        TokenRecord revoked = token("tok_revoked", 1).revoked(new Revocation(NOW, "acc", "why"));
        put(
                token("tok_active", 4),
                token("tok_disabled", 3).withDisabled(true),
                token("tok_expired", 2, "\"revocation\":{", ending(NOW.minusSeconds(1))),
                revoked);

        assertThat(ids(in(TokenState.ACTIVE))).containsExactly("tok_active");
        assertThat(ids(in(TokenState.DISABLED))).containsExactly("tok_disabled");
        assertThat(ids(in(TokenState.EXPIRED))).containsExactly("tok_expired");
        assertThat(ids(in(TokenState.REVOKED))).containsExactly("tok_revoked");
        assertThat(ids(TokenQuery.ofAccount(Sample.OWNER).living())).containsExactly("tok_active", "tok_disabled");
    }

    @Test
    void tokens_are_found_by_words_of_their_description_and_by_the_beginning_of_their_id() {
        put(
                token("tok_abc", 3, "Nightly Backup of \"Zürich\"", ending(null)),
                token("tok_abd", 2, "dashboard", ending(null)),
                token("tok_xyz", 1, "", ending(null)),
                token("tok_300", 0, "300 \u212Aelvin in \u0130zmir, \u65E5\u672C", ending(null)));

        assertThat(ids(saying("backup"))).containsExactly("tok_abc");
        assertThat(ids(saying("ZÜRICH"))).containsExactly("tok_abc");
        assertThat(ids(saying("\"Z"))).containsExactly("tok_abc");
        assertThat(ids(saying("kelvin"))).containsExactly("tok_300");
        assertThat(ids(saying("zmir, \u65E5"))).containsExactly("tok_300");
        assertThat(ids(saying("tok_ab"))).containsExactly("tok_abc", "tok_abd");
        assertThat(ids(saying("ok_ab"))).isEmpty();
        assertThat(ids(saying("CAPABILITY"))).isEmpty();
    }

    @Test
    void all_conditions_hold_together_and_another_accounts_tokens_are_not_found_by_their_list() {
        put(Sample.token("tok_1", null, "acl_1", null), Sample.token("tok_2", "tok_1", null, null));
        put(Sample.token("tok_3", "tok_1", "acl_1", null));

        assertThat(ids(TokenQuery.ofAccessList("acl_1"))).containsExactlyInAnyOrder("tok_1", "tok_3");
        assertThat(ids(TokenQuery.ofAccessList("acl_1").below("tok_1"))).containsExactly("tok_3");
        assertThat(ids(TokenQuery.childrenOf("tok_1"))).containsExactlyInAnyOrder("tok_2", "tok_3");
        assertThat(ids(TokenQuery.childrenOf("tok_1").within("acc_other"))).isEmpty();
        assertThat(ids(new TokenQuery(null, null, null, null, Set.of(), TokenKind.LOGIN, "")))
                .isEmpty();
    }

    @Test
    void what_has_expired_from_the_store_leaves_the_list_on_the_way() {
        put(token("tok_1", 1), token("tok_2", 2), token("tok_3", 3));
        get(REDIS.connection().commands().del(RedisKeys.token("tok_3"), RedisKeys.token("tok_1")));

        assertThat(all(TokenQuery.ofAccount(Sample.OWNER), 1)).containsExactly("tok_2");
        assertThat(get(REDIS.connection().commands().zcard(RedisKeys.tokensOfAccount(Sample.OWNER))))
                .isEqualTo(1);
    }

    /** Harm: one search holds up Redis, and with it every gateway. */
    @Test
    void a_search_that_finds_nothing_ends_after_so_many_records_and_says_where_to_go_on() {
        int more = RecordSearch.MOST_READ + 1_000;
        RecordSearch patient = new RecordSearch(REDIS.connection(), () -> NOW);
        for (int from = 0; from < more; from += 1_000) {
            put(IntStream.range(from, from + 1_000)
                    .mapToObj(i -> token("tok_" + i, i))
                    .toArray(TokenRecord[]::new));
        }

        RecordPage<TokenRecord> page = get(patient.tokens(saying("nothing says this"), 50, null));

        assertThat(page.records()).isEmpty();
        assertThat(page.next()).isNotNull();
        assertThat(get(patient.tokens(saying("nothing says this"), 50, page.next())))
                .isEqualTo(new RecordPage<TokenRecord>(List.of(), null));
        assertThat(get(patient.tokens(saying("tok_" + (more - 1)), 1, null)).records())
                .hasSize(1);
    }

    @Test
    void accounts_are_found_by_a_part_of_their_name() {
        get(journal.commit(Commit.by("acc_admin", "account.make", "account").put(Sample.account())));

        assertThat(get(search.accounts("WNE", 10, null)).records()).containsExactly(Sample.account());
        assertThat(get(search.accounts("", 10, null)).records()).containsExactly(Sample.account());
        assertThat(get(search.accounts("nobody", 10, null)).records()).isEmpty();
    }

    @Test
    void a_place_that_no_page_named_is_refused() {
        assertThatThrownBy(() -> search.tokens(TokenQuery.ofAccount(Sample.OWNER), 1, "anywhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'next'");
        assertThat(RecordSearch.isPlace("1-")).isFalse();
        assertThat(RecordSearch.isPlace("1-tok_1")).isTrue();
    }
}
