package dev.scopegate.store;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Names every change of policy in the order of the changes, and keeps how far each gateway has followed. */
public final class ChangeLog {

    static final String SUBJECTS = "subjects";
    static final long MOST_ENTRIES = 50_000;

    private static final Duration STILL_FRESH = Duration.ofMillis(400);
    private static final Duration FOLLOWER_LIVES = Duration.ofSeconds(5);
    private static final long MOST_READ = 1_000;
    private static final Script BEAT = Script.named("beat");
    private static final Script ACKNOWLEDGE = Script.named("acknowledge");
    private static final Script FOLLOWERS = Script.named("followers");

    private final RedisConnection redis;

    public ChangeLog(RedisConnection redis) {
        this.redis = redis;
    }

    /** The last entry, or {@link ChangeId#START} where there is none. */
    public CompletionStage<ChangeId> tip() {
        return redis.ask(commands -> commands.xrevrange(RedisKeys.CHANGES, Range.unbounded(), Limit.from(1)))
                .thenApply(last -> last.isEmpty()
                        ? ChangeId.START
                        : new ChangeId(last.getFirst().getId()));
    }

    /**
     * The next entries, at most 1000.
     *
     * @param block how long to wait for one; zero not to wait. Readers queue behind one another
     */
    @SuppressWarnings("unchecked") // the array of a generic vararg
    public CompletionStage<List<Change>> read(ChangeId after, Duration block) {
        XReadArgs arguments = XReadArgs.Builder.count(MOST_READ);
        if (block.toMillis() > 0) {
            arguments.block(block.toMillis());
        }
        XReadArgs.StreamOffset<String> start = XReadArgs.StreamOffset.from(RedisKeys.CHANGES, after.value());
        return redis.askPatiently(block, commands -> commands.xread(arguments, start))
                .thenApply(found -> found.stream().map(ChangeLog::changeOf).toList());
    }

    /** Writes a heartbeat, unless an entry is so young that it proves the same. */
    public CompletionStage<Void> beat() {
        List<String> arguments = List.of(Long.toString(STILL_FRESH.toMillis()), Long.toString(MOST_ENTRIES));
        return redis.ask(BEAT, List.of(RedisKeys.CHANGES), arguments).thenAccept(done -> {});
    }

    /** Says that a gateway has dropped all that is named up to here. It counts as live for five seconds. */
    public CompletionStage<Void> acknowledge(String gateway, ChangeId reached) {
        List<String> keys = List.of(RedisKeys.GATEWAYS, RedisKeys.GATEWAY + gateway);
        List<String> arguments = List.of(gateway, reached.value(), Long.toString(FOLLOWER_LIVES.toMillis()));
        return redis.ask(ACKNOWLEDGE, keys, arguments).thenAccept(done -> {});
    }

    /** The live gateways; the dead are forgotten on the way. */
    public CompletionStage<List<Follower>> followers() {
        return redis.ask(FOLLOWERS, List.of(RedisKeys.GATEWAYS), List.of(RedisKeys.GATEWAY))
                .thenApply(ChangeLog::followersOf);
    }

    private static Change changeOf(StreamMessage<String, String> entry) {
        String subjects = entry.getBody().getOrDefault(SUBJECTS, "");
        return new Change(new ChangeId(entry.getId()), subjects.lines().toList());
    }

    private static List<Follower> followersOf(List<Object> reply) {
        List<Follower> followers = new ArrayList<>();
        for (int i = 0; i < reply.size(); i += 3) {
            followers.add(new Follower(
                    (String) reply.get(i),
                    new ChangeId((String) reply.get(i + 1)),
                    Instant.ofEpochMilli(Long.parseLong((String) reply.get(i + 2)))));
        }
        return List.copyOf(followers);
    }
}
