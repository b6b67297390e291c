package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.authn.Authentication;
import dev.scopegate.gateway.connection.ConnectionLoop;
import dev.scopegate.gateway.forward.OpenCall;
import dev.scopegate.gateway.forward.OpenCall.Judgement;
import dev.scopegate.gateway.forward.StreamGuard;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Subjects;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.FutureMono;

/**
 * Watches over a permitted call while it lasts, and ends it once its credential would no longer open it: judged as at
 * its beginning, so that a value that was rotated out ends what it opened though its token lives on.
 */
public final class Watch {

    /** An answer under way may be the one that tells of the end: a logout, a token that deletes itself. */
    private static final Duration TO_FINISH = Duration.ofMillis(250);

    /** So may a call that is not answered yet; the admin app waits two seconds for gateways that lag behind. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(3);

    private final StreamGuard streams;
    private final EnforcementFilter.Judging judging;
    private final Refusal refusal;

    public Watch(StreamGuard streams, EnforcementFilter.Judging judging, Refusal refusal) {
        this.streams = streams;
        this.judging = judging;
        this.refusal = refusal;
    }

    /** How far the gateway has heard of changes. */
    long mark() {
        return streams.mark();
    }

    /** The same work, cut off when the call's grant ends. */
    Mono<Void> over(Admitted call, Mono<Void> work) {
        Inbound in = call.in();
        OpenCall open = new OpenCall(
                call.grant(), Subjects.catalogue(call.asked().api()), grant -> judgeAgain(call, grant), in::onItsLoop);
        return new WatchedWork(
                in.wantsWebSocket() ? lasting(open, in, work) : work,
                streams,
                open,
                in.mark(),
                deny -> open.isSocket()
                        ? Mono.never()
                        : whenDue(in, deny).map(due -> Mono.defer(() -> end(call, due))));
    }

    /** To the host a call is over once it is a WebSocket; who meets it there has to find that it is not. */
    private static Mono<Void> lasting(OpenCall open, Inbound in, Mono<Void> work) {
        open.keepIn(in.exchange());
        return work.then(open.outlasting());
    }

    private Mono<Judgement> judgeAgain(Admitted call, Grant grant) {
        return call.presented().again().apply(grant).flatMap(authentication -> switch (authentication) {
            case Authentication.Unknown unknown -> Mono.just(new Judgement.Ended(Deny.because(unknown.reason())));
            case Authentication.Known known -> decideAgain(call, known.grant());
        });
    }

    private Mono<Judgement> decideAgain(Admitted call, Grant grant) {
        AccessRequest asked = call.asked().askedAt(judging.clock().instant());
        return judging.catalogues().of(asked.api()).map(catalogue -> switch (judging.decider()
                .decide(asked, grant, catalogue)) {
            case Permit permit -> new Judgement.Holds(grant);
            case Deny deny -> new Judgement.Ended(deny);
        });
    }

    /** The same, once the call has had its time. */
    private static Mono<Deny> whenDue(Inbound in, Deny deny) {
        ServerHttpResponse response = in.exchange().getResponse();
        Mono<Void> begun = Mono.defer(() -> {
            if (response.isCommitted()) {
                return Mono.empty();
            }
            Sinks.Empty<Void> beginning = Sinks.empty();
            response.beforeCommit(() -> Mono.fromRunnable(beginning::tryEmitEmpty));
            return beginning.asMono().timeout(TO_BEGIN, Mono.empty());
        });
        return in.onItsLoop(Mono.just(deny).delayUntil(due -> begun.then(Mono.delay(TO_FINISH))));
    }

    /** Cuts an answer short; a call that has none is refused. */
    private Mono<Void> end(Admitted call, Deny deny) {
        return call.in().exchange().getResponse().isCommitted()
                ? cutOff(call, deny)
                : refusal.refuse(call.in(), call.asked(), call.grant(), deny);
    }

    /** Without a proper end, so that nobody takes a part for the whole. */
    private Mono<Void> cutOff(Admitted call, Deny deny) {
        refusal.ended(call, deny);
        Channel channel = ConnectionLoop.channelOf(call.in().request());
        if (channel == null) {
            return Mono.error(new IllegalStateException("the grant of an open call ended"));
        }
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        return FutureMono.deferFuture(channel::close);
    }
}
