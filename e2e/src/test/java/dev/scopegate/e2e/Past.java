package dev.scopegate.e2e;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.UsageCounters;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A week of calls before the installation was started, counted as its gateways would have: pages show what was. */
final class Past {

    private static final int HOURS = 7 * 24;
    private static final int MINUTES = 60;
    private static final int REFUSED_OF_EACH = 12;
    private static final String REFUSED = "accountGetBalances";
    private static final List<Reason> REASONS =
            List.of(Reason.NO_CAPABILITY, Reason.NO_CAPABILITY, Reason.RATE_LIMITED, Reason.EXPIRED_TOKEN);
    private static final List<String> OPERATIONS = List.of("nodeGetVersion", "nodeGetVersion", "nodeGetPeers");

    private final Random random = new Random(7);
    private final List<DecisionEvent> events = new ArrayList<>();
    private final String account;
    private final Instant now;

    private Past(String account, Instant now) {
        this.account = account;
        this.now = now;
    }

    /** Gives these tokens of one account a past; the later in the list, the busier. */
    static void of(Installation installation, String account, List<String> tokens) {
        Past past = new Past(account, Instant.now());
        for (int i = 0; i < tokens.size(); i++) {
            past.live(tokens.get(i), i + 1);
        }
        RedisClient client = RedisClient.create(installation.redis());
        try (RedisConnection redis = RedisConnection.open(client, Duration.ofSeconds(10))) {
            UsageCounters counters = new UsageCounters(redis);
            counters.count(past.events);
            counters.write().toCompletableFuture().join();
        } finally {
            client.shutdown();
        }
    }

    private void live(String token, int weight) {
        for (int hour = 2; hour < HOURS; hour++) {
            Instant at = now.minus(Duration.ofHours(hour));
            double day = 1.2 + Math.sin((at.getEpochSecond() / 3_600 % 24 - 7) * Math.PI / 12);
            call(at, token, (int) (weight * day * (60 + random.nextInt(60))));
        }
        for (int minute = 1; minute < MINUTES; minute++) {
            call(now.minus(Duration.ofMinutes(minute)), token, weight + random.nextInt(3 * weight));
        }
    }

    private void call(Instant at, String token, int calls) {
        for (int call = 0; call < calls; call++) {
            boolean refused = random.nextInt(REFUSED_OF_EACH) == 0;
            String outcome =
                    refused ? REASONS.get(random.nextInt(REASONS.size())).code() : DecisionEvent.PERMIT;
            String operation = "hopr:" + (refused ? REFUSED : OPERATIONS.get(random.nextInt(OPERATIONS.size())));
            events.add(new DecisionEvent("past", at, "hopr", "GET /", operation, outcome, token, account));
        }
    }
}
