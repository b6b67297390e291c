package dev.scopegate.store;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Walks back through a stream until enough entries fit, or too many were read. */
final class StreamSearch<T> {

    private static final int READ_AT_ONCE = 500;
    private static final int MOST_READ = 20_000;

    private final RedisConnection redis;
    private final String key;
    private final Function<StreamMessage<String, String>, T> read;
    private final Predicate<T> fits;
    private final int count;
    private final List<T> found = new ArrayList<>();
    private Range.Boundary<String> oldest = Range.Boundary.unbounded();
    private Range.Boundary<String> newest = Range.Boundary.unbounded();
    private int seen;
    private int most = MOST_READ;

    StreamSearch(
            RedisConnection redis,
            String key,
            Function<StreamMessage<String, String>, T> read,
            Predicate<T> fits,
            int count) {
        this.redis = redis;
        this.key = key;
        this.read = read;
        this.fits = fits;
        this.count = count;
    }

    StreamSearch<T> atMost(int entries) {
        most = entries;
        return this;
    }

    /** Reads no further than the filter's times: a place in a stream begins with when it was written. */
    StreamSearch<T> within(AuditFilter filter) {
        Instant from = filter.from();
        Instant until = filter.until();
        oldest = from == null ? oldest : Range.Boundary.including(millis(from) + "-0");
        newest = until == null ? newest : Range.Boundary.excluding(millis(until) + "-0");
        return this;
    }

    private static long millis(Instant time) {
        return Math.max(0, time.toEpochMilli());
    }

    CompletionStage<AuditPage<T>> from(@Nullable String before) {
        Range.Boundary<String> end = before == null ? newest : Range.Boundary.excluding(new ChangeId(before).value());
        return redis.ask(commands -> commands.xrevrange(key, Range.from(oldest, end), Limit.from(READ_AT_ONCE)))
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
