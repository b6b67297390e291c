package dev.scopegate.gateway.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.token.GrantCompiler;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.UsageCounters;
import dev.scopegate.store.UsageMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps decisions for the audit log without ever delaying a request: a bounded queue, written in batches. What does not
 * fit is dropped and counted. What is written is added up for the usage counters too.
 */
public final class AuditRecorder implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRecorder.class);
    /** Begins the ids of external tokens: there is no record whose last use could be shown. */
    private static final String NO_RECORD = "ext_";

    private static final int CAPACITY = 20_000;
    private static final int BATCH = 500;
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final int ROUNDS_PER_COUNT = 10;
    private static final Duration MARKED_AT_MOST = Duration.ofMinutes(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final AuditStream stream;
    private final UsageMarks marks;
    private final UsageCounters usage;
    private final BlockingQueue<DecisionEvent> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final ConcurrentMap<String, Instant> used = new ConcurrentHashMap<>();
    private final Cache<String, Boolean> recentlyMarked = Caffeine.newBuilder()
            .expireAfterWrite(MARKED_AT_MOST)
            .executor(Runnable::run)
            .maximumSize(100_000)
            .build();
    private final LongAdder dropped = new LongAdder();
    private long rounds;
    private volatile @Nullable Disposable writing;

    public AuditRecorder(AuditStream stream, UsageMarks marks, UsageCounters usage) {
        this.stream = stream;
        this.marks = marks;
        this.usage = usage;
    }

    public void record(DecisionEvent event) {
        if (!waiting.offer(event)) {
            dropped.increment();
        }
        String token = event.tokenId();
        if (token != null && hasRecord(token) && event.outcome().equals(DecisionEvent.PERMIT)) {
            markUsed(token, event.at());
        }
    }

    /** Decisions that the audit log does not have. */
    public long dropped() {
        return dropped.sum();
    }

    private static boolean hasRecord(String token) {
        return !token.startsWith(NO_RECORD) && !token.equals(GrantCompiler.PROOF);
    }

    private void markUsed(String token, Instant at) {
        if (recentlyMarked.getIfPresent(token) == null) {
            recentlyMarked.put(token, true);
            used.put(token, at);
        }
    }

    @Override
    public synchronized void start() {
        if (writing == null) {
            writing = Flux.interval(EVERY)
                    .onBackpressureDrop()
                    .concatMap(tick -> writeInTurn(), 1)
                    .subscribe();
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable done) {
        Disposable current = writing;
        writing = null;
        if (current != null) {
            current.dispose();
        }
        write().then(writeUsage())
                .timeout(LAST_WORDS)
                .onErrorComplete()
                .doFinally(signal -> done.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return writing != null;
    }

    /** Stopped after the web server, so that the last decisions are written too. */
    @Override
    public int getPhase() {
        return 1;
    }

    /** Usage is written more rarely: the more decisions are added up, the less there is to write. */
    private Mono<Void> writeInTurn() {
        rounds++;
        return rounds % ROUNDS_PER_COUNT == 0 ? write().then(writeUsage()) : write();
    }

    private Mono<Void> write() {
        return writeMarks()
                .then(Mono.defer(this::writeBatch)
                        .repeat(() -> waiting.size() >= BATCH)
                        .then());
    }

    private Mono<Void> writeBatch() {
        List<DecisionEvent> batch = new ArrayList<>(BATCH);
        waiting.drainTo(batch, BATCH);
        usage.count(batch);
        return batch.isEmpty()
                ? Mono.empty()
                : written(() -> stream.record(batch)).onErrorResume(failure -> lost(batch, failure));
    }

    /** What comes after it is not done by the thread that receives replies: commands of calls would wait for it. */
    private static Mono<Void> written(Supplier<CompletionStage<Void>> write) {
        return Mono.fromCompletionStage(write).publishOn(Schedulers.parallel());
    }

    private Mono<Void> writeMarks() {
        Map<String, Instant> due = new HashMap<>(used);
        due.forEach(used::remove);
        return due.isEmpty() ? Mono.empty() : written(() -> marks.markUsed(due)).onErrorComplete();
    }

    private Mono<Void> writeUsage() {
        return written(usage::write).onErrorComplete();
    }

    private Mono<Void> lost(List<DecisionEvent> batch, Throwable failure) {
        if (dropped.sum() == 0) {
            LOG.warn("audit log cannot be written, decisions are being dropped: {}", failure.getMessage());
        }
        dropped.add(batch.size());
        return Mono.empty();
    }
}
