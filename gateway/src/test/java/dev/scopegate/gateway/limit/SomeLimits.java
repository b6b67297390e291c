package dev.scopegate.gateway.limit;

import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.Quota.Refill;
import dev.scopegate.policy.limit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Limits that calls of a history are charged to. */
enum SomeLimits {
    A_RATE,
    A_QUOTA,
    A_QUOTA_BY_THE_MINUTE,
    A_RATE_AND_A_QUOTA;

    List<Meter> meters(String name, Random random) {
        return switch (this) {
            case A_RATE -> List.of(new Meter(name, rate(random)));
            case A_QUOTA -> List.of(new Meter(name, quota(random, Refill.NEVER)));
            case A_QUOTA_BY_THE_MINUTE -> List.of(new Meter(name, quota(random, Refill.MINUTE)));
            case A_RATE_AND_A_QUOTA ->
                List.of(new Meter(name + "r", rate(random)), new Meter(name + "q", quota(random, Refill.NEVER)));
        };
    }

    private static Limit rate(Random random) {
        Duration period = Duration.ofSeconds(List.of(1, 1, 60, 3_600).get(random.nextInt(4)));
        return new RateLimit(100L + random.nextInt(3_000), period, 20L + random.nextInt(200));
    }

    private static Limit quota(Random random, Refill refill) {
        return new Quota(20L + random.nextInt(300), refill);
    }
}
