package dev.scopegate.gateway.forward;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Ends what is still open when its grant ends: a WebSocket, an event stream, a long download.
 *
 * <p>Every permitted call is known here while it lasts, which costs one entry in a set. When the change log names
 * something that a call depends on, the call is judged again; after a lapse all calls are. Once a second those whose
 * time is up are ended, and those that could not be judged are tried again: an outage of the store only delays an end.
 */
public final class StreamGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamGuard.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);

    /** Judgements under way at once: a lapse concerns every call that is open. */
    private static final int AT_ONCE = 64;

    private final Set<OpenCall> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private final InstantSource clock;
    private final Scheduler thread = Schedulers.newSingle("scopegate-streams", true);
    private final Disposable sweeping;

    private StreamGuard(InstantSource clock) {
        this.clock = clock;
        this.sweeping = Flux.interval(SWEEP, thread)
                .onBackpressureDrop()
                .concatMap(tick -> sweep(), 1)
                .subscribe();
    }

    public static StreamGuard start(InstantSource clock) {
        return new StreamGuard(clock);
    }

    /** A mark to take before a call's grant is looked up, and to hand to {@link #begins}. */
    public long mark() {
        return changes.get();
    }

    /**
     * A call begins, and is known here until it {@link #ended}.
     *
     * @param mark taken before its grant was looked up: what changed since then may not be in the grant
     */
    public void begins(OpenCall call, long mark) {
        open.add(call);
        if (changes.get() != mark) {
            run(call.review());
        }
    }

    /** The call is over, in whatever way. */
    public void ended(OpenCall call) {
        open.remove(call);
    }

    private Mono<Void> sweep() {
        return Mono.defer(() -> {
            Instant now = clock.instant();
            open.forEach(call -> call.endIfExpired(now));
            return reviewed(OpenCall::isUnsettled);
        });
    }

    /** How many calls are open. */
    public int size() {
        return open.size();
    }

    /** Judges the calls again that depend on one of these. */
    public void changed(Set<String> subjects) {
        changes.incrementAndGet();
        run(reviewed(call -> call.dependsOn(subjects)));
    }

    /** Judges every call again. */
    public void lapsed() {
        changes.incrementAndGet();
        run(reviewed(call -> true));
    }

    private Mono<Void> reviewed(Predicate<OpenCall> which) {
        return Mono.defer(() -> {
            List<OpenCall> due = open.stream().filter(which).toList();
            return Flux.fromIterable(due).flatMap(OpenCall::review, AT_ONCE).then();
        });
    }

    /** Apart from whoever noticed: neither a call nor the change log waits for it. */
    private void run(Mono<Void> review) {
        review.subscribeOn(thread)
                .subscribe(done -> {}, failure -> LOG.warn("open calls were not judged again: {}", failure.toString()));
    }

    @Override
    public void close() {
        sweeping.dispose();
        thread.dispose();
    }
}
