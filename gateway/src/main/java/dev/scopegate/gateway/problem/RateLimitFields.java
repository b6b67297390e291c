package dev.scopegate.gateway.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.scopegate.gateway.connection.AnswerFields;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import io.netty.util.AsciiString;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpResponse;

/** Tells a caller its limits and what remains of them (draft-ietf-httpapi-ratelimit-headers-10). */
public final class RateLimitFields {

    private static final AsciiString POLICY = AsciiString.cached("RateLimit-Policy");
    private static final AsciiString LIMIT = AsciiString.cached("RateLimit");
    private static final RateLimitFields NONE = new RateLimitFields(null, null);

    /** What is said of limits: by the limits themselves, which live as long as the grants that hold them. */
    private static final Cache<Limit, Words> WORDS = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(10_000)
            .executor(Runnable::run)
            .build();

    private final @Nullable AsciiString policy;
    private final @Nullable AsciiString limit;

    private RateLimitFields(@Nullable AsciiString policy, @Nullable AsciiString limit) {
        this.policy = policy;
        this.limit = limit;
    }

    /**
     * What is said of a limit.
     *
     * @param terms how many calls in which time, as parameters
     * @param policy all of it, where it is the only one
     */
    private record Words(String name, String terms, AsciiString policy) {
        static Words of(Limit limit) {
            String terms = "\";q=" + limit.calls() + window(limit);
            return new Words(limit.name(), terms, AsciiString.of("\"" + limit.name() + terms));
        }
    }

    /** What is said of these; nothing where there are none. */
    public static RateLimitFields of(List<Balance> balances) {
        if (balances.isEmpty()) {
            return NONE;
        }
        if (balances.size() > 1) {
            return ofSeveral(balances);
        }
        Balance only = balances.getFirst();
        Words words = wordsOf(only);
        StringBuilder remaining = append(new StringBuilder("\""), words.name(), only);
        return new RateLimitFields(words.policy(), new AsciiString(remaining));
    }

    public void write(ServerHttpResponse response) {
        if (policy != null && limit != null) {
            AnswerFields fields = AnswerFields.of(response);
            fields.set(POLICY, policy);
            fields.set(LIMIT, limit);
        }
    }

    private static RateLimitFields ofSeveral(List<Balance> balances) {
        StringBuilder policies = new StringBuilder();
        StringBuilder limits = new StringBuilder();
        Set<String> taken = new HashSet<>();
        for (Balance balance : balances) {
            Words words = wordsOf(balance);
            String name = free(words.name(), taken);
            String separator = policies.isEmpty() ? "\"" : ", \"";
            policies.append(separator).append(name).append(words.terms());
            append(limits.append(separator), name, balance);
        }
        return new RateLimitFields(new AsciiString(policies), new AsciiString(limits));
    }

    private static Words wordsOf(Balance balance) {
        return WORDS.get(balance.meter().limit(), Words::of);
    }

    private static StringBuilder append(StringBuilder limits, String name, Balance balance) {
        limits.append(name).append("\";r=").append(balance.remaining());
        Duration resetsAfter = balance.resetsAfter();
        return resetsAfter == null ? limits : limits.append(";t=").append(ProblemWriter.ceilSeconds(resetsAfter));
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
}
