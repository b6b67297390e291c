package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.TokenDigest;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PolicyJournalTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final TokenDigest DIGEST = new TokenDigest("digest-1");
    private static final TokenDigest OTHER = new TokenDigest("digest-2");

    private final PolicyJournal journal = new PolicyJournal(REDIS.connection());
    private final Registry registry = new Registry(REDIS.connection());
    private final ChangeLog log = new ChangeLog(REDIS.connection());
    private final AuditStream audit = new AuditStream(REDIS.connection());

    @Test
    void a_commit_writes_its_records_and_both_logs() {
        ChangeId id = get(journal.commit(issue("tok_1").from("10.0.0.1").after("{}")));
        assertThat(get(registry.token("tok_1")).map(Stored::value)).contains(Sample.token("tok_1"));
        assertThat(get(log.read(ChangeId.START, Duration.ZERO)))
                .containsExactly(new Change(id, List.of(Subjects.token("tok_1"))));
        assertThat(get(audit.changes(null, 10, null)).entries()).singleElement().satisfies(change -> {
            assertThat(change.actor()).isEqualTo("acc_admin");
            assertThat(change.action()).isEqualTo("tokens.issue");
            assertThat(change.accounts()).containsExactly(Sample.OWNER);
            assertThat(change.address()).isEqualTo("10.0.0.1");
            assertThat(change.before()).isNull();
            assertThat(change.after()).isEqualTo("{}");
        });
    }

    /** Harm: half a change, or a change that no gateway hears of. */
    @Test
    void a_commit_whose_expectation_fails_writes_nothing() {
        get(journal.commit(issue("tok_1")));
        Stored<TokenRecord> read = get(registry.token("tok_1")).orElseThrow();
        get(journal.commit(by().put(read.value().withDisabled(true))));
        ChangeId tip = get(log.tip());

        Commit late = by().put(Sample.token("tok_2")).put(Sample.account()).unchanged(read);
        assertThatThrownBy(() -> get(journal.commit(late)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("token:tok_1");
        assertThat(get(registry.token("tok_2"))).isEmpty();
        assertThat(get(registry.account(Sample.OWNER))).isEmpty();
        assertThat(get(log.tip())).isEqualTo(tip);
        assertThat(get(audit.changes(null, 10, null)).entries()).hasSize(2);
    }

    @Test
    void every_expectation_is_checked() {
        get(journal.commit(issue("tok_1").put(Sample.account()).put(Sample.accessList("acl_1"))));
        for (Commit refused : List.of(
                by().absentToken("tok_1"),
                by().absentAccessList("acl_1"),
                by().absentAccount(Sample.OWNER),
                by().absentLogin("OWNER"),
                by().absentDigest(DIGEST),
                by().accounts(0),
                by().tokensOfAccount(Sample.OWNER, 2),
                by().tokensOfAccessList("acl_1", 1),
                by().childrenOf("tok_1", 1))) {
            assertThatThrownBy(() -> get(journal.commit(refused))).isInstanceOf(ConflictException.class);
        }
        get(journal.commit(by().unchanged(get(registry.account(Sample.OWNER)).orElseThrow())
                .absentEmail("a@b.example")
                .absentProfile(Sample.OWNER)
                .absentCatalogue("hopr")
                .accounts(1)
                .tokensOfAccount(Sample.OWNER, 1)));
    }

    /** Harm: two administrators at once, and one's change is lost. */
    @Test
    void of_many_changes_of_the_same_record_one_wins() {
        get(journal.commit(issue("tok_1")));
        Stored<TokenRecord> read = get(registry.token("tok_1")).orElseThrow();
        List<CompletableFuture<Boolean>> attempts = IntStream.range(0, 50)
                .mapToObj(i -> journal.commit(
                                by().unchanged(read).put(read.value().withDisabled(true)))
                        .handle((id, failure) -> failure == null)
                        .toCompletableFuture())
                .toList();
        assertThat(attempts.stream().map(Redis::get).filter(won -> won)).hasSize(1);
    }

    @Test
    void accounts_are_found_by_name_and_address_in_any_case() {
        AccountProfile profile = AccountProfile.of(Sample.OWNER, "Me@B.example", "hash", Instant.EPOCH);
        get(journal.commit(by().put(Sample.account()).put(profile)));
        assertThat(get(registry.accountByLogin("oWNER")).map(Stored::value)).contains(Sample.account());
        assertThat(get(registry.accountByEmail("me@b.EXAMPLE")).map(Stored::value))
                .contains(Sample.account());
        assertThat(get(registry.credentials(Sample.OWNER)).map(Stored::value)).contains(profile);
        assertThat(get(registry.accountByLogin("nobody"))).isEmpty();

        get(journal.commit(by().delete(Sample.account()).delete(profile)));
        assertThat(get(registry.accountByLogin("owner"))).isEmpty();
        assertThat(get(registry.accountByEmail("me@b.example"))).isEmpty();
        assertThat(get(registry.credentials(Sample.OWNER))).isEmpty();
        assertThat(get(registry.numberOfAccounts())).isZero();
    }

    @Test
    void tokens_are_listed_under_all_that_they_come_from() {
        TokenRecord child = Sample.token("tok_2", "tok_1", "acl_1", null);
        get(journal.commit(issue("tok_1").put(child)));
        assertThat(get(registry.childrenOf("tok_1", 0, 10))).containsExactly(child);
        assertThat(get(registry.tokensOfAccessList("acl_1", 0, 10))).containsExactly(child);
        assertThat(get(registry.tokensOfAccount(Sample.OWNER, 0, 10))).hasSize(2);
        assertThat(get(registry.allTokens(1, 10))).hasSize(1);
        get(journal.commit(by().delete(child)));
        assertThat(get(registry.childrenOf("tok_1", 0, 10))).isEmpty();
        assertThat(get(registry.tokensOfAccessList("acl_1", 0, 10))).isEmpty();
        assertThat(get(registry.numberOfTokens(Sample.OWNER))).isEqualTo(1);
    }

    @Test
    void a_deleted_token_leaves_no_digest_behind() {
        get(journal.commit(issue("tok_1").putDigest(OTHER, "tok_1", null)));
        assertThat(get(registry.tokenIdOf(List.of(OTHER)))).contains("tok_1");
        get(journal.commit(by().delete(Sample.token("tok_1"))));
        assertThat(get(registry.tokenIdOf(List.of(DIGEST, OTHER)))).isEmpty();
    }

    /** Harm: an expired record that stays for ever, or a digest that outlives its token's longer life. */
    @Test
    void digests_end_with_their_token_and_a_rotated_one_with_its_grace() {
        Instant soon = Instant.now().plus(Duration.ofHours(1));
        TokenRecord brief = Sample.token("tok_1", null, null, soon);
        get(journal.commit(
                by().put(brief).putDigest(DIGEST, "tok_1", null).putDigest(OTHER, "tok_1", soon.minusSeconds(1_800))));
        assertThat(secondsLeft(RedisKeys.token("tok_1"))).isBetween(30 * 86_400L, 30 * 86_400L + 3_600);
        assertThat(secondsLeft(RedisKeys.digest("digest-1"))).isBetween(30 * 86_400L, 30 * 86_400L + 3_600);
        assertThat(secondsLeft(RedisKeys.digest("digest-2"))).isBetween(1_790L, 1_800L);

        get(journal.commit(by().put(Sample.token("tok_1"))));
        assertThat(secondsLeft(RedisKeys.token("tok_1"))).isEqualTo(-1);
        assertThat(secondsLeft(RedisKeys.digest("digest-1"))).isEqualTo(-1);
        assertThat(secondsLeft(RedisKeys.digest("digest-2"))).isBetween(1_790L, 1_800L);
    }

    @Test
    void what_has_expired_leaves_the_lists() {
        get(journal.commit(issue("tok_1").put(Sample.token("tok_old", null, null, Instant.EPOCH))));
        assertThat(get(registry.numberOfTokens(Sample.OWNER))).isEqualTo(2);
        assertThat(get(registry.tokensOfAccount(Sample.OWNER, 0, 1))).containsExactly(Sample.token("tok_1"));
        assertThat(get(registry.numberOfTokens(Sample.OWNER))).isEqualTo(1);
    }

    private static long secondsLeft(String key) {
        return get(REDIS.connection().commands().ttl(key));
    }

    private static Commit issue(String token) {
        return Commit.by("acc_admin", "tokens.issue", token)
                .put(Sample.token(token))
                .putDigest(DIGEST, token, null);
    }

    private static Commit by() {
        return Commit.by("acc_admin", "test", "test");
    }
}
