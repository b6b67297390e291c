package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.credential.CredentialSource;
import dev.scopegate.gateway.forward.AssertionSigner;
import dev.scopegate.gateway.forward.Caller;
import dev.scopegate.gateway.forward.UpstreamGuard;
import dev.scopegate.gateway.forward.UpstreamRequest;
import dev.scopegate.gateway.limit.LimitGate;
import dev.scopegate.gateway.problem.RateLimitFields;
import dev.scopegate.gateway.route.RouteScope;
import dev.scopegate.gateway.route.TokenScopeGatewayFilterFactory;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.limit.Charge.Accepted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends a permitted call on its way: cleaned, signed, and watched until the upstream has answered or failed to. */
public final class Departure {

    private final AssertionSigner signer;
    private final UpstreamGuard guard;
    private final LimitGate limits;
    private final Refusal refusal;
    private final boolean trustForwarded;

    public Departure(
            AssertionSigner signer, UpstreamGuard guard, LimitGate limits, Refusal refusal, boolean trustForwarded) {
        this.signer = signer;
        this.guard = guard;
        this.limits = limits;
        this.refusal = refusal;
        this.trustForwarded = trustForwarded;
    }

    /** How it answers where nobody else does. */
    public Refusal refusal() {
        return refusal;
    }

    /**
     * A call of a public route, or a preflight: nobody is named to the upstream. A public route may take credentials of
     * its own kind, as logins do; a preflight has none to keep.
     */
    Mono<Void> letThrough(Inbound in, AccessRequest asked) {
        refusal.permitted(in, asked, null, null);
        List<CredentialSource> taken = in.scope().access() == RouteScope.Access.PUBLIC
                ? List.of()
                : in.scope().taken();
        ServerHttpRequest onward = UpstreamRequest.of(in.request(), asked.path(), taken, trustForwarded);
        return guard.call(in.route(), travel(in, onward)).onErrorResume(failure -> answer(in, asked, null, failure));
    }

    Mono<Void> forward(Admitted call, Accepted charged) {
        Inbound in = call.in();
        refusal.permitted(in, call.asked(), call.grant(), call.permit().operation());
        RateLimitFields.of(charged.balances()).write(in.exchange().getResponse());
        if (in.scope().refundOn5xx()) {
            in.exchange().getResponse().beforeCommit(() -> Mono.fromRunnable(() -> refundWhereDue(call)));
        }
        Caller caller = callerOf(call);
        return in.goOn(
                        signer.sign(caller),
                        assertion -> guard.call(in.route(), travel(in, onward(call, caller, assertion))))
                .onErrorResume(failure -> answer(in, call.asked(), call, failure));
    }

    private ServerHttpRequest onward(Admitted call, Caller caller, CharSequence assertion) {
        Inbound in = call.in();
        return UpstreamRequest.of(in.request(), call.asked().path(), in.scope().taken(), trustForwarded)
                .calledBy(caller, assertion);
    }

    private static Mono<Void> travel(Inbound in, ServerHttpRequest onward) {
        ServerWebExchange exchange = in.exchange().mutate().request(onward).build();
        exchange.getAttributes().put(TokenScopeGatewayFilterFactory.DECIDED, in.decision());
        return in.chain().filter(exchange);
    }

    private static Caller callerOf(Admitted call) {
        Inbound in = call.in();
        Caller.Call bound = in.scope().bindRequest()
                ? new Caller.Call(
                        in.decision(), in.method(), call.asked().path().value())
                : null;
        return Caller.of(call.grant(), call.operationName(), in.route(), bound);
    }

    /** Before the caller hears of the failure, so that its next call finds what it gets back. */
    private void refundWhereDue(Admitted call) {
        ServerHttpResponse response = call.in().exchange().getResponse();
        HttpStatusCode status = response.getStatusCode();
        if (status != null && status.is5xxServerError()) {
            limits.refund(call.tab(), call.in().at());
        }
    }

    private Mono<Void> answer(Inbound in, AccessRequest asked, @Nullable Admitted call, Throwable failure) {
        Reason reason = guard.reasonOf(failure);
        if (reason == null || in.exchange().getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        if (call != null && !in.scope().refundOn5xx() && guard.neverForwarded(failure)) {
            limits.refund(call.tab(), call.in().at());
        }
        return refusal.upstreamFailed(in, asked, reason);
    }
}
