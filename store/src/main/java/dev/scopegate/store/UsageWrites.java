package dev.scopegate.store;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.store.RedisConnection.Question;
import dev.scopegate.store.UsageTally.Kind;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What a tally comes to in Redis: a few scripts, however many decisions it stands for. */
final class UsageWrites {

    static final String TOKENS = "tokens";
    static final String OPERATIONS = "operations";
    static final int MINUTES_PER_HOUR = 60;
    static final int HOURS_PER_DAY = 24;

    private static final Script COUNT = Script.named("reason", "count");
    private static final Script RANK = Script.named("reason", "rank");
    /** Every minute of an hour, or hour of a day, with every outcome that there is, and room for more. */
    private static final int MOST_COUNTS = 3_000;

    private static final int MOST_USES = 300;
    /** Commands in one script: Redis does nothing else meanwhile, which is less than a millisecond. */
    private static final int MOST_AT_ONCE = 300;

    /** What a key costs beside its amounts, in commands. */
    private static final int PER_KEY = 2;

    private static final int MOST_OF_ONE_KEY = MOST_AT_ONCE - PER_KEY;

    private static final int RANKED = 1_000;
    private static final Duration MINUTES_KEPT = Duration.ofHours(3);
    private static final Duration HOURS_KEPT = Duration.ofDays(9);
    private static final Duration HOURLY_RANKS_KEPT = Duration.ofHours(26);
    private static final Duration USES_KEPT = Duration.ofDays(400);

    private final Map<Target, Map<String, Long>> amounts = new LinkedHashMap<>();

    /**
     * The writes of these counts.
     *
     * @param accounts the accounts that exist: for others nothing is kept, since whoever makes a key pair is one
     */
    UsageWrites(Map<Kind, Long> counts, Set<String> accounts) {
        counts.forEach((kind, calls) -> {
            long hour = kind.minute() / MINUTES_PER_HOUR;
            count(UsageScope.ALL, kind, calls);
            rank(UsageScope.ALL, kind, hour, calls);
            if (kind.account() != null && accounts.contains(kind.account())) {
                count(UsageScope.account(kind.account()), kind, calls);
                rank(UsageScope.account(kind.account()), kind, hour, calls);
            }
            if (kind.token() != null) {
                count(UsageScope.token(kind.token()), kind, calls);
                if (kind.outcome().equals(DecisionEvent.PERMIT)) {
                    add(new Target(COUNT, RedisKeys.uses(kind.token()), USES_KEPT, MOST_USES), kind.use(), calls);
                }
            }
        });
    }

    /**
     * The commands, each of which is sent once it is asked for.
     *
     * @param apart whether no two keys may share one, as in a cluster
     */
    List<Question<List<Object>>> commands(boolean apart) {
        Map<Script, Batch> open = new HashMap<>();
        List<Batch> batches = new ArrayList<>();
        amounts.forEach((target, fields) -> {
            List<Map.Entry<String, Long>> all = List.copyOf(fields.entrySet());
            for (int i = 0; i < all.size(); i += MOST_OF_ONE_KEY) {
                List<Map.Entry<String, Long>> some = all.subList(i, Math.min(i + MOST_OF_ONE_KEY, all.size()));
                Batch batch = open.get(target.script());
                if (batch == null || apart || batch.size + some.size() + PER_KEY > MOST_AT_ONCE) {
                    batch = new Batch(target.script());
                    open.put(target.script(), batch);
                    batches.add(batch);
                }
                batch.add(target, some);
            }
        });
        return batches.stream()
                .<Question<List<Object>>>map(batch -> batch::send)
                .toList();
    }

    private void count(UsageScope scope, Kind kind, long calls) {
        long hour = kind.minute() / MINUTES_PER_HOUR;
        String minutes = RedisKeys.usageByMinute(scope, hour);
        String hours = RedisKeys.usageByHour(scope, hour / HOURS_PER_DAY);
        add(
                new Target(COUNT, minutes, MINUTES_KEPT, MOST_COUNTS),
                field(kind.minute() % MINUTES_PER_HOUR, kind.outcome()),
                calls);
        add(new Target(COUNT, hours, HOURS_KEPT, MOST_COUNTS), field(hour % HOURS_PER_DAY, kind.outcome()), calls);
    }

    private void rank(UsageScope scope, Kind kind, long hour, long calls) {
        if (kind.token() != null) {
            rank(scope, TOKENS, kind.token(), hour, calls);
        }
        if (!kind.operation().isEmpty()) {
            rank(scope, OPERATIONS, kind.operation(), hour, calls);
        }
    }

    private void rank(UsageScope scope, String what, String name, long hour, long calls) {
        String ofHour = RedisKeys.busiestOfHour(scope, what, hour);
        String ofDay = RedisKeys.busiestOfDay(scope, what, hour / HOURS_PER_DAY);
        add(new Target(RANK, ofHour, HOURLY_RANKS_KEPT, RANKED), name, calls);
        add(new Target(RANK, ofDay, HOURS_KEPT, RANKED), name, calls);
    }

    private void add(Target target, String field, long calls) {
        amounts.computeIfAbsent(target, key -> new LinkedHashMap<>()).merge(field, calls, Long::sum);
    }

    static String field(long position, String outcome) {
        return position + " " + outcome;
    }

    private record Target(Script script, String key, Duration kept, int most) {}

    /** What goes in one script. */
    private static final class Batch {

        private final Script script;
        private final List<String> keys = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private int size;

        Batch(Script script) {
            this.script = script;
        }

        void add(Target target, List<Map.Entry<String, Long>> amounts) {
            size += amounts.size() + PER_KEY;
            keys.add(target.key());
            words.add(Long.toString(target.kept().toMillis()));
            words.add(Integer.toString(target.most()));
            words.add(Integer.toString(amounts.size()));
            amounts.forEach(amount -> {
                words.add(amount.getKey());
                words.add(Long.toString(amount.getValue()));
            });
        }

        CompletionStage<List<Object>> send(RedisClusterAsyncCommands<String, String> redis) {
            return script.run(redis, keys, words);
        }
    }
}
