package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.token.Subjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditStreamTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final AuditStream audit = new AuditStream(REDIS.connection());

    @Test
    void decisions_read_back_newest_first() {
        DecisionEvent anonymous = decision(1, null);
        DecisionEvent known = decision(2, "acc_1");
        get(audit.record(List.of(anonymous, known)));
        assertThat(get(audit.decisions(null, 10, null))).isEqualTo(new AuditPage<>(List.of(known, anonymous), null));
    }

    @Test
    void an_account_sees_its_own_page_by_page() {
        List<DecisionEvent> mine =
                IntStream.range(0, 25).mapToObj(i -> decision(i, "acc_1")).toList();
        for (DecisionEvent event : mine) {
            get(audit.record(List.of(event, decision(100, "acc_2"))));
        }
        List<DecisionEvent> read = new ArrayList<>();
        AuditPage<DecisionEvent> page = get(audit.decisions("acc_1", 10, null));
        read.addAll(page.entries());
        while (page.next() != null) {
            page = get(audit.decisions("acc_1", 10, page.next()));
            read.addAll(page.entries());
        }
        assertThat(read).isEqualTo(mine.reversed());
    }

    @Test
    void decisions_can_be_followed_from_a_place_on() {
        assertThat(get(audit.lastDecision())).isEqualTo(ChangeId.START);
        get(audit.record(List.of(decision(1, null))));
        ChangeId seen = get(audit.lastDecision());
        assertThat(get(audit.decisionsAfter(seen))).isEmpty();
        get(audit.record(List.of(decision(2, "acc_1"), decision(3, null))));

        List<RecordedDecision> next = get(audit.decisionsAfter(seen));

        assertThat(next).extracting(RecordedDecision::event).containsExactly(decision(2, "acc_1"), decision(3, null));
        assertThat(next.getLast().at()).isEqualTo(get(audit.lastDecision()));
        assertThat(get(audit.decisionsAfter(next.getFirst().at())))
                .extracting(RecordedDecision::event)
                .containsExactly(decision(3, null));
    }

    @Test
    void changes_are_shown_to_who_made_them_and_to_whom_they_concern() {
        PolicyJournal journal = new PolicyJournal(REDIS.connection());
        get(journal.commit(Commit.by("acc_admin", "accounts.lock", Sample.OWNER).put(Sample.account())));
        assertThat(get(audit.changes("acc_admin", 5, null)).entries()).hasSize(1);
        assertThat(get(audit.changes(Sample.OWNER, 5, null)).entries()).hasSize(1);
        assertThat(get(audit.changes("acc_other", 5, null)).entries()).isEmpty();
    }

    @Test
    void what_was_done_to_one_record_is_found_among_all() {
        PolicyJournal journal = new PolicyJournal(REDIS.connection());
        for (String id : List.of("tok_1", "tok_2", "tok_1")) {
            get(journal.commit(Commit.by("acc_admin", "token.change", Subjects.token(id))
                    .put(Sample.token(id))));
        }

        assertThat(get(audit.changesOf(Subjects.token("tok_1"), 10))).hasSize(2);
        assertThat(get(audit.changesOf(Subjects.token("tok_1"), 1))).hasSize(1);
        assertThat(get(audit.changesOf(Subjects.token("tok_3"), 10))).isEmpty();
    }

    @Test
    void last_uses_are_kept() {
        get(new UsageMarks(REDIS.connection()).markUsed(Map.of("tok_1", Sample.NOON)));
        Registry registry = new Registry(REDIS.connection());
        assertThat(get(registry.lastUsed("tok_1"))).contains(Sample.NOON);
        assertThat(get(registry.lastUsed("tok_2"))).isEmpty();
    }

    private static DecisionEvent decision(int number, @Nullable String account) {
        return new DecisionEvent(
                "dec_" + number,
                Instant.ofEpochMilli(number),
                "route",
                "GET /a",
                "",
                account == null ? "unknown_token" : DecisionEvent.PERMIT,
                account == null ? null : "tok_1",
                account);
    }
}
