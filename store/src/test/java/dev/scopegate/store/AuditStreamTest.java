package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.token.Subjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    void the_latest_refusals_are_found_among_permits() {
        get(audit.record(List.of(decision(1, null), decision(2, null), decision(3, "acc_1"), decision(4, null))));

        assertThat(get(audit.latestRefusals(event -> !event.id().equals("dec_4"), 1)))
                .containsExactly(decision(2, null));
        assertThat(get(audit.latestRefusals(event -> true, 10)))
                .containsExactly(decision(4, null), decision(2, null), decision(1, null));
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
    void what_was_recorded_together_is_read_part_by_part() {
        List<DecisionEvent> all = IntStream.range(0, 1_234)
                .mapToObj(i -> decision(i, "acc_" + i % 2))
                .toList();
        get(audit.record(all));
        List<RecordedDecision> read = new ArrayList<>();
        AuditPage<RecordedDecision> page = get(audit.findDecisions(AuditFilter.of(null), 100, null));
        read.addAll(page.entries());
        while (page.next() != null) {
            page = get(audit.findDecisions(AuditFilter.of(null), 100, page.next()));
            read.addAll(page.entries());
        }

        assertThat(read).extracting(RecordedDecision::event).isEqualTo(all.reversed());
        assertThat(read)
                .extracting(RecordedDecision::at)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        RecordedDecision middle = read.get(700);
        assertThat(get(audit.decision(middle.at()))).contains(middle);
        assertThat(get(audit.decisionsAfter(middle.at())))
                .isEqualTo(read.subList(200, 700).reversed());
        assertThat(get(audit.decisions("acc_1", 3, middle.at().value())).entries())
                .isEqualTo(List.of(all.get(531), all.get(529), all.get(527)));
    }

    @Test
    void only_the_last_are_kept() {
        AuditStream little = new AuditStream(REDIS.connection(), 1_000);
        for (int from = 0; from < 3_000; from += 300) {
            get(little.record(IntStream.range(from, from + 300)
                    .mapToObj(i -> decision(i, null))
                    .toList()));
        }
        List<DecisionEvent> kept = get(little.decisions(null, 3_000, null)).entries();
        assertThat(kept).hasSize(1_200).first().isEqualTo(decision(2_999, null));
    }

    @Test
    void whatever_a_caller_sends_reads_back_as_it_came() {
        DecisionEvent odd = new DecisionEvent(
                "dec_1", Instant.EPOCH, "r", "GET /\"\\\t\n\u0000\u2028é\ud83d\ude00", "", "expired", null, null);
        get(audit.record(List.of(odd)));
        assertThat(get(audit.decisions(null, 1, null)).entries()).containsExactly(odd);
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
            get(journal.commit(
                    Commit.by("acc_admin", "token.change", Subjects.token(id)).put(Sample.token(id))));
        }

        assertThat(get(audit.changesOf(Subjects.token("tok_1"), 10))).hasSize(2);
        assertThat(get(audit.changesOf(Subjects.token("tok_1"), 1))).hasSize(1);
        assertThat(get(audit.changesOf(Subjects.token("tok_3"), 10))).isEmpty();
    }

    @Test
    void changes_are_found_by_who_did_what_to_what_and_when() {
        PolicyJournal journal = new PolicyJournal(REDIS.connection());
        get(journal.commit(
                Commit.by("acc_admin", "token.change", Subjects.token("tok_1")).put(Sample.token("tok_1"))));
        ChangeId second = get(journal.commit(
                Commit.by("acc_other", "token.revoke", Subjects.token("tok_2")).put(Sample.token("tok_2"))));

        assertThat(found(filter("acc_admin", null, null))).containsExactly("token.change");
        assertThat(found(filter(null, "token", null))).containsExactly("token.revoke", "token.change");
        assertThat(found(filter(null, "token.revoke", null))).containsExactly("token.revoke");
        assertThat(found(filter(null, "tok", null))).isEmpty();
        assertThat(found(filter(null, null, "tok_1"))).containsExactly("token.change");
        assertThat(found(filter(null, null, Subjects.token("tok_2")))).containsExactly("token.revoke");
        Instant after = Instant.ofEpochMilli(second.millis() + 1);
        assertThat(found(new AuditFilter(null, null, null, null, null, after, null)))
                .isEmpty();
        assertThat(found(new AuditFilter(null, null, null, null, null, null, after)))
                .hasSize(2);
        assertThat(found(new AuditFilter(null, null, null, null, null, null, Instant.EPOCH)))
                .isEmpty();
    }

    @Test
    void decisions_are_found_by_their_outcome() {
        DecisionEvent permit =
                new DecisionEvent("dec_1", Instant.EPOCH, "r", "GET /a", "api:a", "permit", "tok", "acc");
        DecisionEvent late = new DecisionEvent("dec_2", Instant.EPOCH, "r", "GET /b", "api:b", "expired", "tok", "acc");
        get(audit.record(List.of(permit, late)));
        assertThat(outcomes("permit")).containsExactly("dec_1");
        assertThat(outcomes(AuditFilter.REFUSED)).containsExactly("dec_2");
        assertThat(outcomes("expired")).containsExactly("dec_2");
    }

    @Test
    void what_changed_no_record_is_noted_where_its_account_sees_it() {
        get(audit.note("unknown", "account.login.refused.password", "acc_1", "192.0.2.1"));

        PolicyChange noted = get(audit.changes("acc_1", 10, null)).entries().getFirst();
        assertThat(noted.actor()).isEqualTo("unknown");
        assertThat(noted.subject()).isEqualTo(Subjects.account("acc_1"));
        assertThat(noted.address()).isEqualTo("192.0.2.1");
        assertThat(get(audit.changes("acc_2", 10, null)).entries()).isEmpty();
        assertThat(found(filter(null, "account.login", null))).hasSize(1);
    }

    /** Harm: whoever looks for what is not there waits, and goes on to think that he saw all. */
    @Test
    void a_search_that_finds_nothing_ends_and_says_where_to_go_on_until_it_has_seen_all() {
        for (int from = 0; from < 21_000; from += 1_000) {
            get(audit.record(IntStream.range(from, from + 1_000)
                    .mapToObj(i -> decision(i, "acc_1"))
                    .toList()));
        }
        AuditPage<DecisionEvent> page = get(audit.decisions("acc_2", 50, null));
        assertThat(page.next()).isNotNull();
        int pages = 1;
        for (; page.next() != null; pages++) {
            assertThat(page.entries()).isEmpty();
            page = get(audit.decisions("acc_2", 50, page.next()));
        }
        assertThat(pages).isBetween(2, 9);
    }

    @Test
    void an_entry_is_found_by_its_place() {
        get(audit.record(List.of(decision(1, "acc_1"))));
        RecordedDecision recorded = get(audit.findDecisions(AuditFilter.of(null), 1, null))
                .entries()
                .getFirst();
        assertThat(get(audit.decision(recorded.at()))).contains(recorded);
        assertThat(get(audit.decision(ChangeId.START))).isEmpty();
        assertThat(get(audit.change(recorded.at()))).isEmpty();
    }

    private List<String> found(AuditFilter filter) {
        return get(audit.findChanges(filter, 10, null)).entries().stream()
                .map(PolicyChange::action)
                .toList();
    }

    private List<String> outcomes(String outcome) {
        AuditFilter filter = new AuditFilter(null, null, null, null, outcome, null, null);
        return get(audit.findDecisions(filter, 10, null)).entries().stream()
                .map(each -> each.event().id())
                .toList();
    }

    private static AuditFilter filter(@Nullable String actor, @Nullable String action, @Nullable String subject) {
        return new AuditFilter(null, actor, action, subject, null, null, null);
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
