package dev.scopegate.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.scopegate.policy.limit.Balance;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.RedisServer;
import dev.scopegate.store.StoppedClock;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Gateways that hold calls ahead, against a plain model of the limits: histories of calls, of answers that are late or
 * lost, and of crashes, on a clock of their own and by the very scripts. Harm: more calls than a limit says, or calls
 * that are lost though nobody died.
 */
class LeaseModelTest {

    private static final int HISTORIES = 250;
    private static final RedisServer SERVER = RedisServer.start();
    private static final RedisClient CLIENT = RedisClient.create(SERVER.uri());
    private static final RedisConnection REDIS = RedisConnection.open(CLIENT, Duration.ofSeconds(10));

    @AfterAll
    static void stop() {
        REDIS.close();
        CLIENT.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        SERVER.close();
    }

    @ParameterizedTest
    @EnumSource
    void no_more_passes_than_the_model_lets_through(SomeLimits limits) {
        long ahead = 0;
        long passed = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            LeaseHistory history = new LeaseHistory(new StoppedClock(REDIS), limits, seed, true);
            history.run();
            ahead += history.ahead();
            passed += history.passed();
        }
        assertThat(ahead).as("calls that were not asked for, of " + passed).isGreaterThan(passed / 20);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_lost_where_nobody_dies(SomeLimits limits) {
        for (int seed = HISTORIES; seed < 2 * HISTORIES; seed++) {
            LeaseHistory history = new LeaseHistory(new StoppedClock(REDIS), limits, seed, false);
            history.run();
            for (Balance balance : history.settled()) {
                assertThat(balance.remaining())
                        .as("what remains of %s after history %d", balance.meter(), seed)
                        .isEqualTo(history.remaining(balance.meter()));
            }
        }
    }
}
