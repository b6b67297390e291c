package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.token.Subjects;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was decided and what was changed: the last million of each. {@link Commit} writes the changes. */
public final class AuditStream {

    static final long MOST_ENTRIES = 1_000_000;

    private static final Script RECORD = Script.named("record");

    /** In one entry, which is read as a whole: some 100 kB. */
    private static final int RECORDED_AT_ONCE = 500;

    private static final int READ_AT_ONCE = 500;
    private static final int MOST_GLANCED_AT = 2_000;

    private final RedisConnection redis;
    private final long mostDecisions;

    public AuditStream(RedisConnection redis) {
        this(redis, MOST_ENTRIES);
    }

    AuditStream(RedisConnection redis, long mostDecisions) {
        this.redis = redis;
        this.mostDecisions = mostDecisions;
    }

    /** Appends decisions; best called with many at once: what is appended together costs a tenth of what each alone does. */
    public CompletionStage<Void> record(List<DecisionEvent> events) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (int from = 0; from < events.size(); from += RECORDED_AT_ONCE) {
            List<DecisionEvent> some = events.subList(from, Math.min(events.size(), from + RECORDED_AT_ONCE));
            List<String> words = List.of(
                    Long.toString(mostDecisions),
                    Integer.toString(some.size()),
                    JsonCodec.write(some.stream().map(AuditStream::row).toList()));
            asked.add(redis.ask(RECORD, List.of(RedisKeys.DECISIONS), words).toCompletableFuture());
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    }

    /**
     * Appends what happened to an account and changed none of its records, such as a login that was refused; what is
     * appended in haste before a crash may be lost.
     *
     * @param actor id of the account that did it, or a word where nobody proved to be one
     * @param action what was done, as a {@link Commit} names it
     */
    public CompletionStage<Void> note(String actor, String action, String account, String address) {
        AuditEntry entry = new AuditEntry(actor, action, Subjects.account(account));
        entry.set("address", address);
        entry.concerns(account);
        Object[] fields = entry.fields().toArray();
        return redis.ask(commands -> commands.xadd(RedisKeys.AUDIT, trimming(), fields))
                .thenAccept(done -> {});
    }

    private static XAddArgs trimming() {
        return XAddArgs.Builder.maxlen(MOST_ENTRIES).approximateTrimming();
    }

    /**
     * Decisions, the newest first. A page may be short, even empty, though there are more: so far nothing fitted.
     *
     * @param account whose calls, or null for all
     * @param before the {@link AuditPage#next} of the page before, or null
     */
    public CompletionStage<AuditPage<DecisionEvent>> decisions(
            @Nullable String account, int count, @Nullable String before) {
        return findDecisions(AuditFilter.of(account), count, before)
                .thenApply(page -> new AuditPage<>(
                        page.entries().stream().map(RecordedDecision::event).toList(), page.next()));
    }

    /** Those that fit, likewise, each with its place in the log. */
    public CompletionStage<AuditPage<RecordedDecision>> findDecisions(
            AuditFilter filter, int count, @Nullable String before) {
        return new StreamSearch<RecordedDecision>(
                        redis, RedisKeys.DECISIONS, AuditStream::recorded, each -> filter.fits(each.event()), count)
                .through(EntrySieve.ofDecisions(filter))
                .within(filter)
                .from(before);
    }

    /**
     * The newest refusals among the last few thousand decisions, the newest first: for a glance.
     *
     * @param visible which of them may be seen
     */
    public CompletionStage<List<DecisionEvent>> latestRefusals(Predicate<DecisionEvent> visible, int count) {
        return new StreamSearch<DecisionEvent>(
                        redis,
                        RedisKeys.DECISIONS,
                        entry -> decision(entry.getBody()),
                        event -> !event.outcome().equals(DecisionEvent.PERMIT) && visible.test(event),
                        count)
                .through(EntrySieve.ALL.and("!", "outcome", DecisionEvent.PERMIT))
                .atMost(MOST_GLANCED_AT)
                .from(null)
                .thenApply(AuditPage::entries);
    }

    /** The decision at a place in the log. */
    public CompletionStage<Optional<RecordedDecision>> decision(ChangeId at) {
        return new StreamSearch<RecordedDecision>(
                        redis,
                        RedisKeys.DECISIONS,
                        AuditStream::recorded,
                        found -> found.at().equals(at),
                        1)
                .at(at);
    }

    /** The change at a place in the log. */
    public CompletionStage<Optional<PolicyChange>> change(ChangeId at) {
        return new StreamSearch<PolicyChange>(
                        redis,
                        RedisKeys.AUDIT,
                        AuditStream::changed,
                        found -> found.id().equals(at.value()),
                        1)
                .at(at);
    }

    /** The next decisions after a place in the log, the oldest first, at most 500. */
    public CompletionStage<List<RecordedDecision>> decisionsAfter(ChangeId after) {
        return new StreamSearch<RecordedDecision>(
                        redis, RedisKeys.DECISIONS, AuditStream::recorded, each -> true, READ_AT_ONCE)
                .after(after)
                .thenApply(AuditPage::entries);
    }

    /** The place of the last decision, or {@link ChangeId#START} where there is none. */
    public CompletionStage<ChangeId> lastDecision() {
        return findDecisions(AuditFilter.of(null), 1, null)
                .thenApply(last -> last.entries().isEmpty()
                        ? ChangeId.START
                        : last.entries().getFirst().at());
    }

    /**
     * Changes of policy, likewise.
     *
     * @param account who made them or whose records were written, or null for all
     */
    public CompletionStage<AuditPage<PolicyChange>> changes(
            @Nullable String account, int count, @Nullable String before) {
        return findChanges(AuditFilter.of(account), count, before);
    }

    /** Those that fit, likewise. */
    public CompletionStage<AuditPage<PolicyChange>> findChanges(
            AuditFilter filter, int count, @Nullable String before) {
        return new StreamSearch<>(redis, RedisKeys.AUDIT, AuditStream::changed, filter::fits, count)
                .through(EntrySieve.ofChanges(filter))
                .within(filter)
                .from(before);
    }

    /** The newest changes of one record among the last few thousand of all: for a glance. */
    public CompletionStage<List<PolicyChange>> changesOf(String subject, int count) {
        return new StreamSearch<PolicyChange>(
                        redis,
                        RedisKeys.AUDIT,
                        AuditStream::changed,
                        change -> change.subject().equals(subject),
                        count)
                .through(EntrySieve.ALL.and("=", "subject", subject))
                .atMost(MOST_GLANCED_AT)
                .from(null)
                .thenApply(AuditPage::entries);
    }

    private static PolicyChange changed(StreamMessage<String, String> entry) {
        return AuditEntry.read(entry.getId(), entry.getBody());
    }

    private static RecordedDecision recorded(StreamMessage<String, String> entry) {
        return new RecordedDecision(new ChangeId(entry.getId()), decision(entry.getBody()));
    }

    /** Its columns are in the order in which the script that reads them names them. */
    private static List<@Nullable String> row(DecisionEvent event) {
        return Arrays.asList(
                event.id(),
                Long.toString(event.at().toEpochMilli()),
                event.route(),
                event.target(),
                event.operation(),
                event.outcome(),
                event.tokenId(),
                event.account());
    }

    private static DecisionEvent decision(Map<String, String> fields) {
        return new DecisionEvent(
                fields.getOrDefault("id", ""),
                Instant.ofEpochMilli(Long.parseLong(fields.getOrDefault("at", "0"))),
                fields.getOrDefault("route", ""),
                fields.getOrDefault("target", ""),
                fields.getOrDefault("operation", ""),
                fields.getOrDefault("outcome", ""),
                fields.get("token"),
                fields.get("account"));
    }
}
