package dev.scopegate.store;

import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for records as people do: newest first, by what they say. A search walks back through an index, a little at a
 * time, so that no script holds Redis up; it ends once it has enough, has read {@value #MOST_READ} records or has taken
 * long. Then it says from where to go on.
 */
public final class RecordSearch {

    static final int MOST_READ = 20_000;

    /** However long it takes, so that little is looked through at once even on a machine that is busy. */
    private static final int LEAST_READ = 2_500;

    private static final int READ_AT_ONCE = 500;
    private static final Duration LONGEST = Duration.ofMillis(50);
    private static final Script WALK = Script.named("walk");

    private final RedisConnection redis;
    private final InstantSource clock;

    public RecordSearch(RedisConnection redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /**
     * Finds tokens.
     *
     * @param before the {@link RecordPage#next} of the page before, or null
     */
    public CompletionStage<RecordPage<TokenRecord>> tokens(TokenQuery query, int count, @Nullable String before) {
        Instant now = clock.instant();
        return new Walk<>(
                        new Source<>(query.index(), RedisKeys.TOKEN, Sieve.of(query), JsonCodec::token),
                        token -> query.fits(token, now),
                        count)
                .from(Place.parse(before));
    }

    /**
     * Finds accounts.
     *
     * @param name stands in their names, in any case; empty for all
     */
    public CompletionStage<RecordPage<Account>> accounts(String name, int count, @Nullable String before) {
        String wanted = TokenQuery.lower(name);
        return new Walk<>(
                        new Source<>(RedisKeys.ACCOUNTS, RedisKeys.ACCOUNT, Sieve.of(name), JsonCodec::account),
                        account -> TokenQuery.lower(account.name()).contains(wanted),
                        count)
                .from(Place.parse(before));
    }

    /** Whether a page may be asked for before this. */
    public static boolean isPlace(String text) {
        return Place.FORM.matcher(text).matches();
    }

    /** Where a walk ended: the last record that was looked at, and when it was made. */
    private record Place(String score, String id) {

        static final Pattern FORM = Pattern.compile("\\d{1,16}-[!-~]{1,100}");
        static final Place START = new Place("", "");

        static Place parse(@Nullable String text) {
            if (text == null) {
                return START;
            }
            if (!FORM.matcher(text).matches()) {
                throw new IllegalArgumentException("a place in a list must be the 'next' of a page");
            }
            int dash = text.indexOf('-');
            return new Place(text.substring(0, dash), text.substring(dash + 1));
        }

        String text() {
            return score + "-" + id;
        }
    }

    /** Which records are walked through, and how they are read. */
    private record Source<T>(String index, String prefix, Sieve sieve, Function<String, T> read) {

        List<String> arguments(int asked, Place from) {
            List<String> arguments = new ArrayList<>(List.of(prefix, Integer.toString(asked), from.score(), from.id()));
            arguments.addAll(sieve.arguments());
            return arguments;
        }
    }

    private final class Walk<T> {

        private final Source<T> source;
        private final Predicate<T> fits;
        private final int count;
        private final List<T> found = new ArrayList<>();
        private final Instant began = clock.instant();
        private int seen;

        Walk(Source<T> source, Predicate<T> fits, int count) {
            this.source = source;
            this.fits = fits;
            this.count = count;
        }

        /** What fits mostly follows at once, so that a first look reads no more than the page holds. */
        CompletionStage<RecordPage<T>> from(Place place) {
            int asked = seen == 0 ? Math.min(count, READ_AT_ONCE) : READ_AT_ONCE;
            return redis.ask(WALK, List.of(source.index()), source.arguments(asked, place))
                    .thenCompose(reply -> take(reply, asked));
        }

        private CompletionStage<RecordPage<T>> take(List<Object> reply, int asked) {
            for (int i = 3; i < reply.size(); i += 3) {
                T value = source.read().apply((String) reply.get(i + 2));
                if (fits.test(value)) {
                    found.add(value);
                }
                if (found.size() >= count) {
                    return page(place(reply, i));
                }
            }
            int read = ((Long) reply.getFirst()).intValue();
            seen += read;
            if (read < asked) {
                return page(null);
            }
            Place last = place(reply, 1);
            return seen >= MOST_READ || tookLong() ? page(last) : from(last);
        }

        private static Place place(List<Object> reply, int at) {
            return new Place((String) reply.get(at), (String) reply.get(at + 1));
        }

        private boolean tookLong() {
            return seen >= LEAST_READ
                    && Duration.between(began, clock.instant()).compareTo(LONGEST) > 0;
        }

        private CompletionStage<RecordPage<T>> page(@Nullable Place next) {
            return CompletableFuture.completedStage(new RecordPage<>(found, next == null ? null : next.text()));
        }
    }
}
