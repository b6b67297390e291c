package dev.scopegate.store;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Three connections to Redis: one that many callers share, one that waits for changes, and one for policy writes, whose
 * wait for the disk must hold up nobody else.
 */
public final class RedisConnection implements AutoCloseable {

    /** What is asked of Redis. */
    interface Question<T> extends Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> {}

    private static final Duration RECONNECT = Duration.ofMillis(100);

    private final Topology.Line shared;
    private final Topology.Line waiting;
    private final DurableWrites writes;
    private final Duration timeout;
    private final Deadlines deadlines;
    private final CircuitBreaker breaker = CircuitBreaker.of("redis", breaking());

    private RedisConnection(Topology topology, Duration timeout) {
        this.timeout = timeout;
        this.deadlines = new Deadlines(timeout);
        this.shared = topology.connect();
        this.waiting = topology.connect();
        this.writes = new DurableWrites(topology.connect(), timeout);
    }

    /**
     * Connects. The client's options are set so that a command fails at once while there is no connection, and is never
     * sent twice.
     *
     * @param client a {@code RedisClient} or a {@code RedisClusterClient}; its owner shuts it down
     * @param timeout longest that an answer may take
     * @throws StoreUnavailableException where Redis is not there
     */
    public static RedisConnection open(AbstractRedisClient client, Duration timeout) {
        try {
            return new RedisConnection(Topology.of(client), timeout);
        } catch (RedisException e) {
            throw new StoreUnavailableException("redis must accept connections, but did not", e);
        }
    }

    /** Sets up a client's resources so that it is back soon after Redis is: it tries each 100 ms, and not ever rarer. */
    public static void tune(ClientResources.Builder resources) {
        resources.reconnectDelay(Delay.constant(RECONNECT));
    }

    public RedisClusterAsyncCommands<String, String> commands() {
        return shared.commands();
    }

    /** Asks on the shared connection; not at all for a moment after most answers failed to come. */
    <T> CompletionStage<T> ask(Question<T> question) {
        return breaker.executeCompletionStage(() -> asked(shared, question, this::timely))
                .exceptionallyCompose(RedisConnection::unavailable);
    }

    CompletionStage<List<Object>> ask(Script script, List<String> keys, List<String> arguments) {
        return ask(redis -> script.run(redis, keys, arguments));
    }

    /** Asks on the connection that may block. */
    <T> CompletionStage<T> askPatiently(Duration patience, Question<T> question) {
        return asked(waiting, question, answer -> bounded(answer, timeout.plus(patience)))
                .exceptionallyCompose(RedisConnection::unavailable);
    }

    /** The same, for as long as an answer may take. */
    <T> CompletionStage<T> timely(CompletionStage<T> answer) {
        return deadlines.bound(answer.toCompletableFuture());
    }

    /** Whether the keys of one script must share a slot. */
    boolean isCluster() {
        return shared.connection() instanceof StatefulRedisClusterConnection;
    }

    DurableWrites writes() {
        return writes;
    }

    static <T> CompletionStage<T> bounded(CompletionStage<T> answer, Duration timeout) {
        return answer.toCompletableFuture().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    static <T> CompletionStage<T> unavailable(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return CompletableFuture.failedStage(
                cause instanceof StoreUnavailableException || cause instanceof ConflictException
                        ? cause
                        : new StoreUnavailableException(
                                "redis must answer, but failed with "
                                        + cause.getClass().getSimpleName(),
                                cause));
    }

    private static <T> CompletionStage<T> asked(
            Topology.Line line, Question<T> question, UnaryOperator<CompletionStage<T>> bound) {
        try {
            return bound.apply(question.apply(line.commands()));
        } catch (RedisException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private static CircuitBreakerConfig breaking() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(20)
                .waitDurationInOpenState(Duration.ofMillis(500))
                .permittedNumberOfCallsInHalfOpenState(5)
                .recordException(RedisConnection::meansOutage)
                .build();
    }

    private static boolean meansOutage(Throwable failure) {
        return failure instanceof TimeoutException
                || failure instanceof RedisException
                || (failure instanceof CompletionException
                        && failure.getCause() != null
                        && meansOutage(failure.getCause()));
    }

    @Override
    public void close() {
        shared.connection().close();
        waiting.connection().close();
        writes.close();
    }
}
