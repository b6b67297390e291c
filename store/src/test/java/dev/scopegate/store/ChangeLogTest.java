package dev.scopegate.store;

import static dev.scopegate.store.Redis.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangeLogTest {

    @RegisterExtension
    static final Redis REDIS = new Redis();

    private final ChangeLog log = new ChangeLog(REDIS.connection());
    private final PolicyJournal journal = new PolicyJournal(REDIS.connection());

    @Test
    void an_empty_log_starts_at_its_start() {
        assertThat(get(log.tip())).isEqualTo(ChangeId.START);
        assertThat(get(log.read(ChangeId.START, Duration.ZERO))).isEmpty();
        assertThat(get(log.read(ChangeId.START, Duration.ofMillis(30)))).isEmpty();
    }

    @Test
    void a_waiting_reader_gets_a_change_as_it_is_made() {
        CompletableFuture<List<Change>> read =
                log.read(ChangeId.START, Duration.ofSeconds(10)).toCompletableFuture();
        ChangeId id = get(journal.commit(
                Commit.by("a", "b", "c").changed("token:1").changed("acl:2").changed("token:1")));
        assertThat(get(read)).containsExactly(new Change(id, List.of("token:1", "acl:2")));
        assertThat(get(log.tip())).isEqualTo(id);
        assertThat(get(log.read(id, Duration.ZERO))).isEmpty();
    }

    @Test
    void a_heartbeat_is_written_where_the_log_has_been_silent() throws InterruptedException {
        get(log.beat());
        get(log.beat());
        assertThat(get(log.read(ChangeId.START, Duration.ZERO)))
                .singleElement()
                .satisfies(beat -> assertThat(beat.subjects()).isEmpty());
        Thread.sleep(450);
        get(log.beat());
        assertThat(get(log.read(ChangeId.START, Duration.ZERO))).hasSize(2);
    }

    @Test
    void live_gateways_are_listed_with_what_they_have_reached() {
        get(log.acknowledge("one", new ChangeId("5-1")));
        get(log.acknowledge("two", new ChangeId("5-0")));
        get(log.acknowledge("one", new ChangeId("6-0")));
        assertThat(get(log.followers()))
                .extracting(Follower::gateway, follower -> follower.reached().value())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("one", "6-0"),
                        org.assertj.core.groups.Tuple.tuple("two", "5-0"));
        assertThat(get(log.followers()).getFirst().seen().toEpochMilli())
                .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(5_000L));
    }

    /** Harm: a revocation that waits for a gateway that is no more. */
    @Test
    void a_gateway_that_falls_silent_is_forgotten() {
        get(log.acknowledge("one", ChangeId.START));
        get(REDIS.connection().commands().del(RedisKeys.GATEWAY + "one"));
        assertThat(get(log.followers())).isEmpty();
        assertThat(get(REDIS.connection().commands().zcard(RedisKeys.GATEWAYS))).isZero();
    }

    @Test
    void places_in_the_log_are_ordered_as_numbers() {
        assertThat(new ChangeId("9-0")).isLessThan(new ChangeId("10-0"));
        assertThat(new ChangeId("10-2")).isLessThan(new ChangeId("10-11"));
        assertThat(new ChangeId("10-2")).isEqualByComparingTo(new ChangeId("10-2"));
    }
}
