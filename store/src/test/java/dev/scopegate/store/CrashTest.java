package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when Redis is killed. */
class CrashTest {

    private final ClientResources resources = ClientResources.builder()
            .reconnectDelay(Delay.constant(Duration.ofMillis(50)))
            .build();

    @AfterEach
    void free() throws Exception {
        resources.shutdown(0, 2, TimeUnit.SECONDS).get();
    }

    /** Harm: a token that its owner holds, or a revocation that he relied on, is gone after a crash. */
    @Test
    void an_acknowledged_commit_survives_a_kill_of_redis() throws InterruptedException {
        try (RedisServer server = RedisServer.start("--appendonly", "yes", "--appendfsync", "always");
                Connected redis = new Connected(server)) {
            PolicyJournal journal = new PolicyJournal(redis.connection);
            assertThat(get(journal.durability())).isNotEqualTo(Durability.NONE);
            for (int i = 0; i < 20; i++) {
                String id = "tok_" + i;
                get(journal.commit(Commit.by("acc", "tokens.issue", id).put(Sample.token(id))));
            }
            ChangeId last = get(new ChangeLog(redis.connection).tip());
            server.kill();
            server.restart();
            try (Connected again = new Connected(server)) {
                Registry registry = new Registry(again.connection);
                assertThat(IntStream.range(0, 20).mapToObj(i -> get(registry.token("tok_" + i))))
                        .allMatch(found -> found.isPresent());
                assertThat(get(new ChangeLog(again.connection).tip())).isEqualTo(last);
            }
        }
    }

    @Test
    void a_server_that_may_forget_is_told_apart() {
        try (RedisServer server = RedisServer.start("--appendonly", "no");
                Connected redis = new Connected(server)) {
            assertThat(get(new PolicyJournal(redis.connection).durability())).isEqualTo(Durability.NONE);
        }
    }

    /**
     * Harm: an answer before the disk has it. A server without WAITAOF plays one that has it: SMISMEMBER, renamed, takes
     * the same arguments and answers as many numbers.
     */
    @Test
    void where_the_server_can_wait_for_its_disk_no_commit_is_acknowledged_before() {
        try (RedisServer server = RedisServer.start("--rename-command", "SMISMEMBER", "WAITAOF");
                Connected redis = new Connected(server)) {
            PolicyJournal journal = new PolicyJournal(redis.connection);
            assertThat(get(journal.durability())).isEqualTo(Durability.WAITAOF);
            Commit commit = Commit.by("a", "b", "c").put(Sample.token("tok_1"));
            assertThatThrownBy(() -> get(journal.commit(commit)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("disk");
            get(redis.connection.commands().sadd("1", "0"));
            assertThat(get(journal.commit(commit))).isGreaterThan(ChangeId.START);
        }
    }

    /** Harm: callers that hang, or a call that is charged twice because it was sent again. */
    @Test
    void while_redis_is_gone_every_question_fails_soon_and_when_it_is_back_they_are_answered()
            throws InterruptedException {
        try (RedisServer server = RedisServer.start();
                Connected redis = new Connected(server)) {
            TokenStore store = new TokenStore(redis.connection);
            assertThat(get(store.lineage("tok_1"))).isEmpty();
            server.kill();
            for (int i = 0; i < 30; i++) {
                long before = System.nanoTime();
                assertThatThrownBy(() -> get(store.lineage("tok_1"))).isInstanceOf(StoreUnavailableException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            }
            PolicyJournal journal = new PolicyJournal(redis.connection);
            assertThatThrownBy(() -> get(journal.commit(Commit.by("a", "b", "c"))))
                    .isInstanceOf(StoreUnavailableException.class);
            server.restart();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!answers(store) && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
            assertThat(get(store.lineage("tok_1"))).isEmpty();
            get(journal.commit(Commit.by("a", "b", "c").put(Sample.token("tok_1"))));
            assertThat(get(store.lineage("tok_1"))).isPresent();
        }
    }

    @Test
    void a_server_that_is_not_there_is_an_outage() {
        RedisClient client = RedisClient.create(resources, "redis://127.0.0.1:1");
        assertThatThrownBy(() -> RedisConnection.open(client, Duration.ofSeconds(1)))
                .isInstanceOf(StoreUnavailableException.class);
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    private static boolean answers(TokenStore store) {
        return get(store.lineage("tok_1").handle((found, failure) -> failure == null));
    }

    private final class Connected implements AutoCloseable {

        private final RedisClient client;
        private final RedisConnection connection;

        Connected(RedisServer server) {
            this.client = RedisClient.create(resources, server.uri());
            this.connection = RedisConnection.open(client, Duration.ofSeconds(2));
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        }
    }
}
