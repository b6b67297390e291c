package dev.scopegate.gateway.forward;

import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.token.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A permitted call from its charge to its end, however short or long it lasts. */
public final class OpenCall {

    private static final String ATTRIBUTE = "scopegate.open-call";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String catalogue;
    private final Function<Grant, Mono<Judgement>> judge;
    private final UnaryOperator<Mono<Deny>> onItsLoop;
    private final CompletableFuture<Deny> end = new CompletableFuture<>();
    private final AtomicInteger due = new AtomicInteger();
    private volatile Grant grant;
    private volatile boolean unsettled;
    private volatile Sinks.@Nullable Empty<Void> socket;

    /**
     * A call that has just been permitted.
     *
     * @param catalogue the subject under which a change of its API's operations is announced
     * @param judge judges the same call again, as of now, given its grant until then; fails where the store cannot be
     *     asked
     * @param onItsLoop brings a signal to the call's own event loop: frames written elsewhere could be overtaken
     */
    public OpenCall(
            Grant grant,
            String catalogue,
            Function<Grant, Mono<Judgement>> judge,
            UnaryOperator<Mono<Deny>> onItsLoop) {
        this.grant = grant;
        this.catalogue = catalogue;
        this.judge = judge;
        this.onItsLoop = onItsLoop;
    }

    /** Whether a call that was permitted still is. */
    public sealed interface Judgement {

        /** It is, under this grant. */
        record Holds(Grant grant) implements Judgement {}

        /** It would be refused now. */
        record Ended(Deny deny) implements Judgement {}
    }

    /** Lets those who meet the exchange later find it. */
    public void keepIn(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /** The call of an exchange; null where no token opened it. */
    static @Nullable OpenCall of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** Why the call must end, once it must, on its event loop; nothing before. */
    public Mono<Deny> ending() {
        return onItsLoop.apply(Mono.fromFuture(end, true));
    }

    /** Tells why the call must end once it must, on whatever thread finds out. */
    public void whenEnding(Consumer<Deny> told) {
        var unused = end.thenAccept(told);
    }

    /** Whether it has become a WebSocket, which is closed in its own way. */
    public boolean isSocket() {
        return socket != null;
    }

    void becomesSocket() {
        socket = Sinks.empty();
    }

    void socketIsClosed() {
        Sinks.Empty<Void> closing = socket;
        if (closing != null) {
            closing.tryEmitEmpty();
        }
    }

    /** Ends with the WebSocket, at once where the call is none: to the host a call is over once it is upgraded. */
    public Mono<Void> outlasting() {
        return Mono.defer(() -> {
            Sinks.Empty<Void> closing = socket;
            return closing == null ? Mono.empty() : closing.asMono();
        });
    }

    boolean dependsOn(Set<String> subjects) {
        if (subjects.contains(catalogue)) {
            return true;
        }
        for (String subject : grant.dependsOn()) {
            if (subjects.contains(subject)) {
                return true;
            }
        }
        return false;
    }

    /** Ends it if its time is up; that takes no store. */
    void endIfExpired(Instant now) {
        if (grant.validity().hasEndedBy(now)) {
            end.complete(Deny.because(Reason.EXPIRED_TOKEN));
        }
    }

    /** Whether the last judgement failed. */
    boolean isUnsettled() {
        return unsettled;
    }

    /**
     * Judges it again. Judgements of one call never overlap, so that an older one cannot be the last; what is asked for
     * meanwhile is one more judgement afterwards.
     */
    Mono<Void> review() {
        return Mono.defer(() -> due.getAndIncrement() == 0 ? round(1) : Mono.empty());
    }

    private Mono<Void> round(int asked) {
        return Mono.defer(() -> judge.apply(grant))
                .timeout(PATIENCE)
                .doOnNext(this::settle)
                .then()
                .onErrorResume(failure -> {
                    unsettled = true;
                    return Mono.empty();
                })
                .then(Mono.defer(() -> {
                    int left = due.addAndGet(-asked);
                    return left == 0 ? Mono.empty() : round(left);
                }));
    }

    private void settle(Judgement judgement) {
        unsettled = false;
        switch (judgement) {
            case Judgement.Holds holds -> grant = holds.grant();
            case Judgement.Ended ended -> end.complete(ended.deny());
        }
    }
}
