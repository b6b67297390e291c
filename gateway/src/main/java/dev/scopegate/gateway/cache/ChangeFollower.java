package dev.scopegate.gateway.cache;

import dev.scopegate.policy.token.Subjects;
import dev.scopegate.store.Change;
import dev.scopegate.store.ChangeId;
import dev.scopegate.store.ChangeLog;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Follows the change log, so that nothing remembered outlives its truth.
 *
 * <p>Only entries prove freshness, an empty answer does not; every follower makes sure that there is one each half
 * second. A read that returned entries knows all that was written before it was sent. After a lapse everything is
 * dropped before anything is believed again.
 */
public final class ChangeFollower implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFollower.class);
    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(200);

    /** A read returns so many entries at most: a full one may have left some behind. */
    private static final int FULL_READ = 1_000;

    private final String gateway;
    private final ChangeLog log;
    private final Freshness freshness;
    private final Memory memory;
    private final ChangeListener listener;
    private volatile @Nullable Following following;

    /**
     * A follower, not yet started.
     *
     * @param gateway the name under which it acknowledges
     * @param listener is told what changed, once it is dropped from memory
     */
    public ChangeFollower(String gateway, ChangeLog log, Memory memory, ChangeListener listener) {
        this.gateway = gateway;
        this.log = log;
        this.freshness = memory.freshness();
        this.memory = memory;
        this.listener = listener;
    }

    /** What the change log keeps true. */
    public record Memory(Freshness freshness, GrantCache grants, Catalogues catalogues) {}

    @Override
    public synchronized void start() {
        if (following == null) {
            following = new Following();
        }
    }

    @Override
    public synchronized void stop() {
        Following current = following;
        if (current != null) {
            following = null;
            current.end();
        }
    }

    @Override
    public boolean isRunning() {
        return following != null;
    }

    /** Before the web server takes its first request. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** One run of the loop, from start to stop. */
    private final class Following {
        private final Scheduler thread = Schedulers.newSingle("scopegate-changes", true);
        private final Disposable running;
        private @Nullable ChangeId reached;
        private boolean lost;

        Following() {
            Disposable reading = Mono.defer(this::step)
                    .subscribeOn(thread)
                    .repeat()
                    .doOnError(failure -> lost(failure))
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY))
                    .subscribe();
            Disposable beating = Flux.interval(BEAT, thread)
                    .onBackpressureDrop()
                    .concatMap(tick -> Mono.fromCompletionStage(log::beat).onErrorResume(failure -> Mono.empty()), 1)
                    .subscribe();
            running = Disposables.composite(reading, beating);
        }

        void end() {
            running.dispose();
            thread.dispose();
        }

        private Mono<Void> step() {
            ChangeId from = reached;
            return from == null ? begin() : follow(from);
        }

        private Mono<Void> begin() {
            return Mono.fromCompletionStage(log::tip)
                    .publishOn(thread)
                    .doOnNext(tip -> reached = tip)
                    .then();
        }

        private Mono<Void> follow(ChangeId from) {
            long sent = freshness.now();
            return Mono.fromCompletionStage(() -> log.read(from, BLOCK))
                    .publishOn(thread)
                    .flatMap(changes -> changes.isEmpty() ? Mono.empty() : apply(changes, sent));
        }

        private Mono<Void> apply(List<Change> changes, long sent) {
            ChangeId last = changes.getLast().id();
            Set<String> subjects = subjectsOf(changes);
            boolean lapsed = !freshness.isFresh();
            return reloadCatalogues(lapsed || namesCatalogue(subjects))
                    .publishOn(thread)
                    .then(Mono.fromRunnable(() -> {
                        dropFromMemory(subjects, lapsed);
                        if (changes.size() < FULL_READ) {
                            freshness.provenAsOf(sent);
                        }
                        reached = last;
                        lost = false;
                        tell(subjects, lapsed);
                    }))
                    .then(Mono.fromCompletionStage(() -> log.acknowledge(gateway, last)));
        }

        private void lost(Throwable failure) {
            if (!lost) {
                LOG.warn("change log cannot be followed: {}", failure.getMessage());
            }
            lost = true;
            reached = freshness.isFresh() ? reached : null;
        }
    }

    private Mono<Void> reloadCatalogues(boolean due) {
        return due ? memory.catalogues().reload() : Mono.empty();
    }

    private void dropFromMemory(Set<String> subjects, boolean lapsed) {
        if (lapsed) {
            memory.grants().dropAll();
        } else if (!subjects.isEmpty()) {
            memory.grants().drop(subjects);
        }
    }

    private void tell(Set<String> subjects, boolean lapsed) {
        if (lapsed) {
            listener.lapsed();
        } else if (!subjects.isEmpty()) {
            listener.changed(subjects);
        }
    }

    private static Set<String> subjectsOf(List<Change> changes) {
        Set<String> subjects = new LinkedHashSet<>();
        changes.forEach(change -> subjects.addAll(change.subjects()));
        return subjects;
    }

    private static boolean namesCatalogue(Set<String> subjects) {
        String prefix = Subjects.catalogue("");
        return subjects.stream().anyMatch(subject -> subject.startsWith(prefix));
    }
}
