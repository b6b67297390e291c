package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.store.RedisConnection.Question;
import dev.scopegate.store.Usage.Slot;
import dev.scopegate.store.UsageTally.Kind;
import io.lettuce.core.ScoredValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much is called, by whom, and what for: for people to see, never for a decision. Decisions are added up in memory
 * and written about once a second, so that Redis has little to do however many there are. What a crash or an outage of
 * Redis loses is lost.
 */
public final class UsageCounters {

    private static final Logger LOG = LoggerFactory.getLogger(UsageCounters.class);

    /** So many short commands are sent at once: calls that share the connection wait behind no more. */
    private static final int AT_ONCE = 50;

    private static final int FEW_AT_ONCE = 10;

    private static final int READ_OF_EACH = 100;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_DAY = 86_400;

    /** A key that something else wrote fails each second, until somebody looks at it. */
    private static final int SAID_ONCE_IN = 600;

    private final RedisConnection redis;
    private final UsageTally tally = new UsageTally();
    private final AtomicLong failedWrites = new AtomicLong();

    public UsageCounters(RedisConnection redis) {
        this.redis = redis;
    }

    /** Counts decisions, in memory for now. */
    public void count(Collection<DecisionEvent> events) {
        tally.add(events);
    }

    /** Writes what was counted since the last time. What cannot be counted is lost, and said in the log now and then. */
    public CompletionStage<Void> write() {
        Map<Kind, Long> counts = tally.take();
        if (counts.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return existing(counts.keySet())
                // Adding up thousands of counts is not for the thread that receives replies: calls wait for theirs.
                .thenComposeAsync(accounts -> written(new UsageWrites(counts, accounts)))
                .thenAccept(this::sayWhatFailed);
    }

    private void sayWhatFailed(List<List<Object>> failures) {
        List<Object> all = failures.stream().flatMap(List::stream).toList();
        if (!all.isEmpty() && failedWrites.getAndIncrement() % SAID_ONCE_IN == 0) {
            LOG.warn("redis must count all usage, but said '{}' (failures: {})", all.getFirst(), all.size());
        }
    }

    /** Scripts that hold much go one after the other; in a cluster most hold little, and go to many nodes. */
    private CompletionStage<List<List<Object>>> written(UsageWrites writes) {
        boolean apart = redis.isCluster();
        return inTurn(writes.commands(apart), apart ? FEW_AT_ONCE : 1);
    }

    /** What was counted and written, in each part of the period. */
    public CompletionStage<Usage> usage(UsageScope scope, UsagePeriod period, Instant now) {
        boolean byMinute = period == UsagePeriod.HOUR;
        long unit = byMinute ? SECONDS_PER_HOUR : SECONDS_PER_DAY;
        List<Instant> slots = period.slots(now);
        List<Long> units = units(slots, unit);
        List<Question<Map<String, String>>> questions = units.stream()
                .map(each -> byMinute ? RedisKeys.usageByMinute(scope, each) : RedisKeys.usageByHour(scope, each))
                .<Question<Map<String, String>>>map(key -> commands -> commands.hgetall(key))
                .toList();
        return inTurn(questions)
                .thenApply(found -> new Usage(
                        period,
                        slots.stream()
                                .map(at -> slot(at, period, found.get(units.indexOf(at.getEpochSecond() / unit))))
                                .toList()));
    }

    /** The tokens that called most. */
    public CompletionStage<Busiest> busiestTokens(UsageScope scope, UsagePeriod period, Instant now, int count) {
        return busiest(scope, UsageWrites.TOKENS, period, now, count);
    }

    /** The operations that were called most. */
    public CompletionStage<Busiest> busiestOperations(UsageScope scope, UsagePeriod period, Instant now, int count) {
        return busiest(scope, UsageWrites.OPERATIONS, period, now, count);
    }

    /** What a token was permitted to do so far, and how often: by operation, or by method and path where none is named. */
    public CompletionStage<Map<String, Long>> uses(String tokenId) {
        return redis.ask(commands -> commands.hgetall(RedisKeys.uses(tokenId)))
                .thenApply(found -> found.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Map.Entry::getKey, entry -> Long.parseLong(entry.getValue()))));
    }

    /** Whoever has a token exists; others are looked up. */
    private CompletionStage<Set<String>> existing(Set<Kind> kinds) {
        Set<String> known = new HashSet<>();
        Set<String> unsure = new LinkedHashSet<>();
        kinds.forEach(kind -> {
            if (kind.account() != null) {
                (kind.token() == null ? unsure : known).add(kind.account());
            }
        });
        unsure.removeAll(known);
        List<Question<String>> questions = unsure.stream()
                .<Question<String>>map(account -> commands ->
                        commands.exists(RedisKeys.account(account)).thenApply(number -> number > 0 ? account : ""))
                .toList();
        return inTurn(questions).thenApply(found -> {
            known.addAll(found);
            return known;
        });
    }

    private <T> CompletionStage<List<T>> inTurn(List<Question<T>> questions) {
        return inTurn(questions, AT_ONCE);
    }

    /** Asks a few at a time; the answers stand in the order of the questions. */
    private <T> CompletionStage<List<T>> inTurn(List<Question<T>> questions, int few) {
        CompletionStage<List<T>> answers = CompletableFuture.completedStage(new ArrayList<>());
        for (int i = 0; i < questions.size(); i += few) {
            List<Question<T>> next = questions.subList(i, Math.min(i + few, questions.size()));
            answers = answers.thenCompose(before -> atOnce(next).thenApply(more -> {
                before.addAll(more);
                return before;
            }));
        }
        return answers;
    }

    private <T> CompletionStage<List<T>> atOnce(List<Question<T>> questions) {
        List<CompletableFuture<T>> pending = questions.stream()
                .map(question -> redis.ask(question).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new))
                .thenApply(done -> pending.stream().map(CompletableFuture::join).toList());
    }

    private static Slot slot(Instant at, UsagePeriod period, Map<String, String> counts) {
        long position = period == UsagePeriod.HOUR
                ? at.getEpochSecond() / SECONDS_PER_MINUTE % UsageWrites.MINUTES_PER_HOUR
                : at.getEpochSecond() / SECONDS_PER_HOUR % UsageWrites.HOURS_PER_DAY;
        String prefix = UsageWrites.field(position, "");
        Map<String, Long> outcomes = new HashMap<>();
        counts.forEach((field, calls) -> {
            if (field.startsWith(prefix)) {
                outcomes.put(field.substring(prefix.length()), Long.parseLong(calls));
            }
        });
        Long permitted = outcomes.remove(DecisionEvent.PERMIT);
        return new Slot(at, permitted == null ? 0 : permitted, outcomes);
    }

    private CompletionStage<Busiest> busiest(
            UsageScope scope, String what, UsagePeriod period, Instant now, int count) {
        boolean byDay = period == UsagePeriod.WEEK;
        long unit = byDay ? SECONDS_PER_DAY : SECONDS_PER_HOUR;
        List<Long> units = units(period.slots(now), unit);
        List<Question<List<ScoredValue<String>>>> questions = units.stream()
                .map(each ->
                        byDay ? RedisKeys.busiestOfDay(scope, what, each) : RedisKeys.busiestOfHour(scope, what, each))
                .<Question<List<ScoredValue<String>>>>map(
                        key -> commands -> commands.zrevrangeWithScores(key, 0, READ_OF_EACH - 1))
                .toList();
        return inTurn(questions)
                .thenApply(found -> new Busiest(
                        Instant.ofEpochSecond(units.getFirst() * unit),
                        found.stream()
                                .flatMap(List::stream)
                                .collect(Collectors.groupingBy(ScoredValue::getValue, Collectors.summingLong(value ->
                                        (long) value.getScore())))
                                .entrySet()
                                .stream()
                                .map(entry -> new Busiest.Entry(entry.getKey(), entry.getValue()))
                                .sorted(Comparator.comparingLong(Busiest.Entry::calls)
                                        .reversed()
                                        .thenComparing(Busiest.Entry::name))
                                .limit(count)
                                .toList()));
    }

    /** The hours or days, since the epoch, that the slots lie in. */
    private static List<Long> units(List<Instant> slots, long seconds) {
        return slots.stream()
                .map(at -> at.getEpochSecond() / seconds)
                .distinct()
                .toList();
    }
}
