package dev.scopegate.gateway.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Tells a caller its limits and what remains of them (draft-ietf-httpapi-ratelimit-headers-10). */
public final class RateLimitFields {

    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    /** What is said of limits: by the limits themselves, which live as long as the grants that hold them. */
    private static final Cache<Limit, Words> WORDS = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(10_000)
            .executor(Runnable::run)
            .build();

    private RateLimitFields() {}

    /**
     * What is said of a limit.
     *
     * @param terms how many calls in which time, as parameters
     */
    private record Words(String name, String terms) {
        static Words of(Limit limit) {
            return new Words(limit.name(), "\";q=" + limit.calls() + window(limit));
        }
    }

    public static void write(HttpHeaders headers, List<Balance> balances) {
        if (balances.isEmpty()) {
            return;
        }
        StringBuilder policies = new StringBuilder();
        StringBuilder limits = new StringBuilder();
        Set<String> taken = balances.size() == 1 ? Set.of() : new HashSet<>();
        for (Balance balance : balances) {
            Words words = WORDS.get(balance.meter().limit(), Words::of);
            String name = balances.size() == 1 ? words.name() : free(words.name(), taken);
            String separator = policies.isEmpty() ? "\"" : ", \"";
            policies.append(separator).append(name).append(words.terms());
            limits.append(separator).append(name).append("\";r=").append(balance.remaining());
            limits.append(reset(balance.resetsAfter()));
        }
        headers.set(POLICY, policies.toString());
        headers.set(LIMIT, limits.toString());
    }

    /** The limit's own, with a number where one before it is called the same. */
    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private static String window(Limit limit) {
        return switch (limit) {
            case RateLimit rate -> ";w=" + ProblemWriter.ceilSeconds(rate.period());
            case Quota quota ->
                switch (quota.refill()) {
                    case NEVER, MONTH -> "";
                    case MINUTE -> ";w=60";
                    case HOUR -> ";w=3600";
                    case DAY -> ";w=86400";
                };
            case Concurrency concurrency -> "";
        };
    }

    private static String reset(@Nullable Duration after) {
        return after == null ? "" : ";t=" + ProblemWriter.ceilSeconds(after);
    }
}
