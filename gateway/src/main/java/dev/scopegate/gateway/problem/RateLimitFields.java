package dev.scopegate.gateway.problem;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Tells a caller its limits and what remains of them (draft-ietf-httpapi-ratelimit-headers-10). */
public final class RateLimitFields {

    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    private RateLimitFields() {}

    public static void write(HttpHeaders headers, List<Balance> balances) {
        if (balances.isEmpty()) {
            return;
        }
        StringJoiner policies = new StringJoiner(", ");
        StringJoiner limits = new StringJoiner(", ");
        Map<String, Integer> seen = new HashMap<>();
        for (Balance balance : balances) {
            Limit limit = balance.meter().limit();
            int times = seen.merge(limit.name(), 1, Integer::sum);
            String name = "\"" + limit.name() + (times == 1 ? "" : "-" + times) + "\"";
            policies.add(name + ";q=" + limit.calls() + window(limit));
            limits.add(name + ";r=" + balance.remaining() + reset(balance.resetsAfter()));
        }
        headers.set(POLICY, policies.toString());
        headers.set(LIMIT, limits.toString());
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
