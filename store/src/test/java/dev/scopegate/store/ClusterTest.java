package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.token.TokenDigest;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything works where the slots are spread over three nodes. Harm: a script whose keys lie on two of them. */
class ClusterTest {

    private static final int SLOTS = 16_384;

    private final List<RedisServer> nodes = new ArrayList<>();

    @BeforeEach
    void form() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            nodes.add(RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "5000"));
        }
        for (int i = 0; i < 3; i++) {
            int share = i;
            onNode(
                    i,
                    redis -> redis.clusterAddSlots(IntStream.range(0, SLOTS)
                            .filter(slot -> slot * 3 / SLOTS == share)
                            .toArray()));
            onNode(i, redis -> redis.clusterMeet("127.0.0.1", nodes.getFirst().port()));
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!IntStream.range(0, 3).allMatch(this::knowsAll) && System.nanoTime() < deadline) {
            Thread.sleep(100);
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(RedisServer::close);
    }

    @Test
    void all_stores_work_on_a_cluster() {
        RedisClusterClient client = RedisClusterClient.create(nodes.getFirst().uri());
        try (RedisConnection redis = RedisConnection.open(client, Duration.ofSeconds(5))) {
            policyIsWrittenAndRead(redis);
            for (int account = 0; account < 20; account++) {
                limitsAreCharged(new LimitLedger(redis), "acc_" + account);
            }
            new ArrayList<>(List.of(1, 2, 3, 4))
                    .forEach(i -> assertThat(get(new ReplayGuard(redis).firstUse("n" + i, Duration.ofMinutes(1))))
                            .isTrue());
            get(new UsageMarks(redis).markUsed(Map.of("a", Instant.EPOCH, "b", Instant.EPOCH, "c", Instant.EPOCH)));
            DecisionEvent event = new DecisionEvent("d", Instant.EPOCH, "r", "GET /", "", "permit", "t", "a");
            get(new AuditStream(redis).record(List.of(event)));
            assertThat(get(new AuditStream(redis).decisions("a", 1, null)).entries())
                    .containsExactly(event);
            UsageCounters usage = new UsageCounters(redis);
            usage.count(List.of(event));
            get(usage.write());
            assertThat(get(usage.usage(UsageScope.ALL, UsagePeriod.WEEK, event.at()))
                            .permitted())
                    .isEqualTo(1);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    private static void policyIsWrittenAndRead(RedisConnection redis) {
        TokenDigest digest = new TokenDigest("digest");
        ChangeId id = get(new PolicyJournal(redis)
                .commit(Commit.by("a", "b", "c")
                        .put(Sample.account())
                        .put(Sample.accessList("acl_1"))
                        .put(Sample.token("tok_1", null, "acl_1", null))
                        .putDigest(digest, "tok_1", null)));
        assertThat(get(new TokenStore(redis).lineage(List.of(new TokenDigest("x"), digest))))
                .isPresent();
        assertThat(get(new Registry(redis).allTokens(0, 5))).hasSize(1);
        assertThat(get(new Registry(redis).accountByLogin("owner"))).isPresent();
        ChangeLog log = new ChangeLog(redis);
        assertThat(get(log.read(ChangeId.START, Duration.ofMillis(100)))).hasSize(1);
        get(log.acknowledge("gateway", id));
        assertThat(get(log.followers())).hasSize(1);
        get(log.beat());
    }

    private static void limitsAreCharged(LimitLedger ledger, String account) {
        Meter quota = new Meter("q", new Quota(1, Quota.Refill.DAY));
        Meter atOnce = new Meter("c/{id}", new Concurrency(1));
        Tab tab = new Tab(account, "call", List.of(quota, atOnce), 1);
        assertThat(get(ledger.charge(tab))).isInstanceOf(Charge.Accepted.class);
        get(ledger.renew(tab));
        get(ledger.release(tab));
        get(ledger.refund(tab, Duration.ZERO));
        assertThat(get(ledger.charge(tab))).isInstanceOf(Charge.Accepted.class);
        get(ledger.forget(account, tab.meters()));
    }

    private boolean knowsAll(int node) {
        StringBuilder info = new StringBuilder();
        onNode(node, redis -> info.append(redis.clusterInfo()));
        return info.toString().contains("cluster_state:ok") && info.toString().contains("cluster_known_nodes:3");
    }

    private void onNode(int node, java.util.function.Consumer<RedisCommands<String, String>> action) {
        RedisClient client = RedisClient.create(nodes.get(node).uri());
        try {
            action.accept(client.connect().sync());
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
