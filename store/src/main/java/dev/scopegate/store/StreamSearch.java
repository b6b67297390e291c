package dev.scopegate.store;

import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a stream until enough entries fit, too many were read, or it took long: then it says from where to go on.
 */
final class StreamSearch<T> {

    private static final int READ_AT_ONCE = 500;
    private static final String BEGINNING = "0-0";
    private static final int MOST_READ = 20_000;
    /** However long it takes, so that little is looked through at once even on a machine that is busy. */
    private static final int LEAST_READ = 2_500;

    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final Script SIFT = Script.named("sift");

    private final RedisConnection redis;
    private final String key;
    private final Function<StreamMessage<String, String>, T> read;
    private final Predicate<T> fits;
    private final int count;
    private final long began = System.nanoTime();
    private final List<T> found = new ArrayList<>();
    private String command = "XREVRANGE";
    private String newest = "+";
    private String last = "-";
    private int seen;
    private int most = MOST_READ;
    private EntrySieve sieve = EntrySieve.ALL;

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

    /** Has Redis pass over what these terms do not let through. */
    StreamSearch<T> through(EntrySieve terms) {
        sieve = terms;
        return this;
    }

    /** Reads no further than the filter's times: a place in a stream begins with when it was written. */
    StreamSearch<T> within(AuditFilter filter) {
        Instant from = filter.from();
        Instant until = filter.until();
        last = from == null ? last : millis(from) + "-0";
        newest = until == null ? newest : before(millis(until) + "-0");
        return this;
    }

    /** Nothing stands at 0-0, and Redis calls an interval that ends before it an error. */
    private static String before(String place) {
        return place.equals(BEGINNING) ? BEGINNING : "(" + place;
    }

    private static long millis(Instant time) {
        return Math.max(0, time.toEpochMilli());
    }

    /** The newest first, from before a place or the end. */
    CompletionStage<AuditPage<T>> from(@Nullable String before) {
        return look(before == null ? newest : before(new ChangeId(before).value()));
    }

    /** The oldest first, from behind a place. */
    CompletionStage<AuditPage<T>> after(ChangeId place) {
        command = "XRANGE";
        last = "+";
        return look("(" + place.value());
    }

    /** What stands at a place, if anything does. What holds it begins no earlier than its millisecond. */
    CompletionStage<Optional<T>> at(ChangeId place) {
        most = 1;
        last = place.millis() + "-0";
        return look(place.value()).thenApply(page -> page.entries().stream().findFirst());
    }

    private CompletionStage<AuditPage<T>> look(String first) {
        int wanted = count - found.size();
        // Where nothing is passed over, no more is read than is wanted.
        int asked = sieve.terms().isEmpty() ? Math.min(wanted, READ_AT_ONCE) : READ_AT_ONCE;
        List<String> arguments =
                new ArrayList<>(List.of(command, first, last, Integer.toString(asked), Integer.toString(wanted)));
        arguments.addAll(sieve.terms());
        return redis.ask(SIFT, List.of(key), arguments).thenCompose(reply -> take(reply, asked, wanted));
    }

    private CompletionStage<AuditPage<T>> take(List<Object> reply, int asked, int wanted) {
        List<Object> entries = reply.subList(2, reply.size());
        for (Object entry : entries) {
            StreamMessage<String, String> message = message((List<?>) entry);
            T value = read.apply(message);
            if (fits.test(value)) {
                found.add(value);
            }
            if (found.size() >= count) {
                return CompletableFuture.completedStage(new AuditPage<>(found, message.getId()));
            }
        }
        int looked = ((Long) reply.getFirst()).intValue();
        seen += looked;
        boolean ended = looked < asked && entries.size() < wanted;
        String reached = (String) reply.get(1);
        return ended || seen >= most || tookLong()
                ? CompletableFuture.completedStage(new AuditPage<>(found, ended ? null : reached))
                : look("(" + reached);
    }

    private StreamMessage<String, String> message(List<?> entry) {
        List<?> flat = (List<?>) entry.get(1);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            fields.put((String) flat.get(i), (String) flat.get(i + 1));
        }
        return new StreamMessage<>(key, (String) entry.getFirst(), fields);
    }

    private boolean tookLong() {
        return seen >= LEAST_READ && System.nanoTime() - began > LONGEST.toNanos();
    }
}
