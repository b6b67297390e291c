package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.token.Revocation;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessListUsesTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private static final Instant LATER = Sample.NOON.plus(Duration.ofHours(1));
    private static final TokenRecord ENDLESS = Sample.token("tok_endless", null, "acl_1", null);
    private static final TokenRecord SHORT = Sample.token("tok_short", null, "acl_1", LATER);

    private final PolicyJournal journal = new PolicyJournal(REDIS.connection());
    private final AccessListUses uses = new AccessListUses(REDIS.connection());

    @BeforeEach
    void two_lists_one_of_which_has_two_tokens() {
        get(journal.commit(Commit.by("test", "test", "test")
                .put(Sample.accessList("acl_1"))
                .put(Sample.accessList("acl_2"))
                .put(ENDLESS)
                .put(SHORT)
                .put(Sample.token("tok_free", null, null, null))));
    }

    private AccessListUse use(String list, Instant now) {
        Map<String, AccessListUse> found = get(uses.of(List.of("acl_2", list), now));
        assertThat(found.get("acl_2")).isEqualTo(new AccessListUse(0, null));
        return requireNonNull(found.get(list));
    }

    @Test
    void tokens_count_until_they_expire() {
        assertThat(use("acl_1", LATER.minusMillis(1)).tokens()).isEqualTo(2);
        assertThat(use("acl_1", LATER).tokens()).isEqualTo(1);
    }

    @Test
    void tokens_count_until_they_are_revoked_or_deleted() {
        Revocation end = new Revocation(Sample.NOON, Sample.OWNER, "test");
        get(journal.commit(Commit.by("test", "test", "test").put(ENDLESS.revoked(end))));
        assertThat(use("acl_1", Sample.NOON).tokens()).isEqualTo(1);
        get(journal.commit(Commit.by("test", "test", "test").delete(SHORT)));
        assertThat(use("acl_1", Sample.NOON).tokens()).isZero();
    }

    @Test
    void a_disabled_token_counts_since_it_may_be_enabled() {
        get(journal.commit(Commit.by("test", "test", "test").put(ENDLESS.withDisabled(true))));
        assertThat(use("acl_1", Sample.NOON).tokens()).isEqualTo(2);
    }

    @Test
    void a_list_was_last_used_when_the_latest_of_its_tokens_was() {
        UsageMarks marks = new UsageMarks(REDIS.connection());
        assertThat(use("acl_1", Sample.NOON).lastUsed()).isNull();
        get(marks.markUsed(Map.of("tok_endless", LATER, "tok_short", Sample.NOON, "tok_free", LATER, "gone", LATER)));
        assertThat(use("acl_1", Sample.NOON).lastUsed()).isEqualTo(LATER);
    }

    @Test
    void no_list_is_asked_about_without_a_question() {
        assertThat(get(uses.of(List.of(), Sample.NOON))).isEmpty();
    }
}
