package dev.scopegate.gateway.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Tells a caller its limits and what remains of them (draft-ietf-httpapi-ratelimit-headers-10). */
public final class RateLimitFields {

    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    /** What limits are called: by the limits themselves, which live as long as the grants that hold them. */
    private static final Cache<Limit, String> NAMES =
            Caffeine.newBuilder().weakKeys().maximumSize(10_000).build();

    private RateLimitFields() {}

    public static void write(HttpHeaders headers, List<Balance> balances) {
        if (balances.isEmpty()) {
            return;
        }
        StringBuilder policies = new StringBuilder();
        StringBuilder limits = new StringBuilder();
        for (int i = 0; i < balances.size(); i++) {
            Balance balance = balances.get(i);
            Limit limit = balance.meter().limit();
            String separator = i == 0 ? "\"" : ", \"";
            String name = name(balances, i);
            policies.append(separator).append(name).append("\";q=").append(limit.calls());
            policies.append(window(limit));
            limits.append(separator).append(name).append("\";r=").append(balance.remaining());
            limits.append(reset(balance.resetsAfter()));
        }
        headers.set(POLICY, policies.toString());
        headers.set(LIMIT, limits.toString());
    }

    /** The limit's own, with a number where one before it is called the same. */
    private static String name(List<Balance> balances, int at) {
        String name = nameOf(balances.get(at));
        int times = 1;
        for (int i = 0; i < at; i++) {
            times += nameOf(balances.get(i)).equals(name) ? 1 : 0;
        }
        return times == 1 ? name : name + "-" + times;
    }

    private static String nameOf(Balance balance) {
        return NAMES.get(balance.meter().limit(), Limit::name);
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
