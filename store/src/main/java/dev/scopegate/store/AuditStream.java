package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was decided and what was changed: the last million of each. {@link Commit} writes the changes. */
public final class AuditStream {

    static final long MOST_ENTRIES = 1_000_000;

    private static final int READ_AT_ONCE = 500;
    private static final int MOST_READ = 20_000;
    private static final int MOST_GLANCED_AT = 2_000;

    private final RedisConnection redis;

    public AuditStream(RedisConnection redis) {
        this.redis = redis;
    }

    /** Appends decisions; best called with many at once. */
    public CompletionStage<Void> record(List<DecisionEvent> events) {
        XAddArgs trimming = XAddArgs.Builder.maxlen(MOST_ENTRIES).approximateTrimming();
        return CompletableFuture.allOf(events.stream()
                .map(event -> redis.ask(commands -> commands.xadd(RedisKeys.DECISIONS, trimming, fields(event)))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /**
     * Decisions, the newest first. A page may be short, even empty, though there are more: so far nothing fitted.
     *
     * @param account whose calls, or null for all
     * @param before the {@link AuditPage#next} of the page before, or null
     */
    public CompletionStage<AuditPage<DecisionEvent>> decisions(
            @Nullable String account, int count, @Nullable String before) {
        return new Search<DecisionEvent>(
                        RedisKeys.DECISIONS,
                        entry -> decision(entry.getBody()),
                        event -> account == null || account.equals(event.account()),
                        count)
                .from(before);
    }

    /** The next decisions after a place in the log, the oldest first, at most 500. */
    public CompletionStage<List<RecordedDecision>> decisionsAfter(ChangeId after) {
        Range<String> range = Range.from(Range.Boundary.excluding(after.value()), Range.Boundary.unbounded());
        return redis.ask(commands -> commands.xrange(RedisKeys.DECISIONS, range, Limit.from(READ_AT_ONCE)))
                .thenApply(entries -> entries.stream()
                        .map(entry -> new RecordedDecision(new ChangeId(entry.getId()), decision(entry.getBody())))
                        .toList());
    }

    /** The place of the last decision, or {@link ChangeId#START} where there is none. */
    public CompletionStage<ChangeId> lastDecision() {
        return redis.ask(commands -> commands.xrevrange(RedisKeys.DECISIONS, Range.unbounded(), Limit.from(1)))
                .thenApply(last -> last.isEmpty()
                        ? ChangeId.START
                        : new ChangeId(last.getFirst().getId()));
    }

    /**
     * Changes of policy, likewise.
     *
     * @param account who made them or whose records were written, or null for all
     */
    public CompletionStage<AuditPage<PolicyChange>> changes(
            @Nullable String account, int count, @Nullable String before) {
        return new Search<PolicyChange>(
                        RedisKeys.AUDIT,
                        entry -> AuditEntry.read(entry.getId(), entry.getBody()),
                        change -> account == null
                                || account.equals(change.actor())
                                || change.accounts().contains(account),
                        count)
                .from(before);
    }

    /** The newest changes of one record among the last few thousand of all: for a glance. */
    public CompletionStage<List<PolicyChange>> changesOf(String subject, int count) {
        return new Search<PolicyChange>(
                        RedisKeys.AUDIT,
                        entry -> AuditEntry.read(entry.getId(), entry.getBody()),
                        change -> change.subject().equals(subject),
                        count)
                .atMost(MOST_GLANCED_AT)
                .from(null)
                .thenApply(AuditPage::entries);
    }

    private static Map<String, String> fields(DecisionEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id", event.id());
        fields.put("at", Long.toString(event.at().toEpochMilli()));
        fields.put("route", event.route());
        fields.put("target", event.target());
        fields.put("operation", event.operation());
        fields.put("outcome", event.outcome());
        String token = event.tokenId();
        String account = event.account();
        if (token != null) {
            fields.put("token", token);
        }
        if (account != null) {
            fields.put("account", account);
        }
        return fields;
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

    /** Walks back through a stream until enough entries fit, or too many were read. */
    private final class Search<T> {

        private final String key;
        private final Function<StreamMessage<String, String>, T> read;
        private final Predicate<T> fits;
        private final int count;
        private final List<T> found = new ArrayList<>();
        private int seen;
        private int most = MOST_READ;

        Search(String key, Function<StreamMessage<String, String>, T> read, Predicate<T> fits, int count) {
            this.key = key;
            this.read = read;
            this.fits = fits;
            this.count = count;
        }

        Search<T> atMost(int entries) {
            most = entries;
            return this;
        }

        CompletionStage<AuditPage<T>> from(@Nullable String before) {
            Range<String> range = before == null
                    ? Range.unbounded()
                    : Range.from(Range.Boundary.unbounded(), Range.Boundary.excluding(new ChangeId(before).value()));
            return redis.ask(commands -> commands.xrevrange(key, range, Limit.from(READ_AT_ONCE)))
                    .thenCompose(this::take);
        }

        private CompletionStage<AuditPage<T>> take(List<StreamMessage<String, String>> entries) {
            for (StreamMessage<String, String> entry : entries) {
                T value = read.apply(entry);
                if (fits.test(value)) {
                    found.add(value);
                }
                if (found.size() >= count) {
                    return CompletableFuture.completedStage(new AuditPage<>(found, entry.getId()));
                }
            }
            seen += entries.size();
            String last = entries.isEmpty() ? null : entries.getLast().getId();
            boolean ended = entries.size() < READ_AT_ONCE;
            return ended || seen >= most
                    ? CompletableFuture.completedStage(new AuditPage<>(found, ended ? null : last))
                    : from(last);
        }
    }
}
