package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.authn.Authentication;
import dev.scopegate.gateway.authn.Authentication.Known;
import dev.scopegate.gateway.authn.Authentication.Unknown;
import dev.scopegate.gateway.authn.Authenticator;
import dev.scopegate.gateway.authn.issuer.IssuerUnavailableException;
import dev.scopegate.gateway.cache.Catalogues;
import dev.scopegate.gateway.credential.CredentialReader;
import dev.scopegate.gateway.credential.Reading;
import dev.scopegate.gateway.grpc.ApiKeyCheck;
import dev.scopegate.gateway.limit.LimitGate;
import dev.scopegate.gateway.proof.ProofKind;
import dev.scopegate.gateway.proof.Proofs;
import dev.scopegate.gateway.proof.RequestProof;
import dev.scopegate.gateway.route.RouteScope;
import dev.scopegate.gateway.route.TokenScopeGatewayFilterFactory;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.CanonicalPath;
import dev.scopegate.policy.decision.Decider;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.limit.Charge;
import dev.scopegate.policy.limit.Charge.Accepted;
import dev.scopegate.policy.limit.Charge.Refused;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.store.StoreUnavailableException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The policy enforcement point. Read {@link #enforce} first: one path, one credential, one grant, one decision, one
 * charge; then the call goes on or is refused.
 */
public final class EnforcementFilter implements GlobalFilter, Ordered {

    /** Before any filter that rewrites the path, and before the filters that rely on it. */
    static final int ORDER = TokenScopeGatewayFilterFactory.ORDER - 1;

    private final Judging judging;
    private final LimitGate limits;
    private final Departure departure;
    private final Refusal refusal;
    private final Watch watch;
    private final CredentialReader reader = new CredentialReader();
    private boolean everyRoute = true;

    public EnforcementFilter(Judging judging, LimitGate limits, Departure departure, Watch watch, Refusal refusal) {
        this.judging = judging;
        this.limits = limits;
        this.departure = departure;
        this.refusal = refusal;
        this.watch = watch;
    }

    /** What a decision is made from and by. */
    public record Judging(
            Authenticator authenticator,
            Proofs proofs,
            Catalogues catalogues,
            Decider decider,
            InstantSource clock,
            ApiKeyCheck apiKeys) {}

    /** Guards only the routes that ask for it, instead of all. */
    public EnforcementFilter onlyWhereAsked() {
        everyRoute = false;
        return this;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        RouteScope scope = TokenScopeGatewayFilterFactory.scopeOf(route);
        if (scope == null && !everyRoute) {
            return chain.filter(exchange);
        }
        return enforce(new Inbound(
                exchange,
                chain,
                route.getId(),
                scope == null ? RouteScope.CLOSED : scope,
                DecisionIds.next(),
                judging.clock().instant(),
                watch.mark()));
    }

    private Mono<Void> enforce(Inbound in) {
        Optional<CanonicalPath> path = CanonicalPath.of(
                in.request().getURI().getRawPath(), in.scope().allow().encodedSlashIn());
        if (path.isEmpty()) {
            return refusal.refuse(in, Deny.because(Reason.AMBIGUOUS_PATH));
        }
        AccessRequest asked = new AccessRequest(in.route(), in.api(), in.method(), path.get(), source(in), in.at());
        if (in.wantsWebSocket() && !in.mayBeSocket()) {
            return refusal.refuse(in, asked, null, Deny.because(Reason.NO_CAPABILITY));
        }
        if (in.scope().access() == RouteScope.Access.PUBLIC || (in.scope().preflight() && in.isPreflight())) {
            return departure.letThrough(in, asked);
        }
        return in.scope().allow().proof() == ProofKind.NONE ? byCredential(in, asked, null) : byProof(in, asked);
    }

    /** A signature for this one call decides alone, and only where there is none a credential is looked for. */
    private Mono<Void> byProof(Inbound in, AccessRequest asked) {
        RequestProof proof = judging.proofs().of(in.scope().allow().proof());
        return in.goOn(proof.examine(in.request(), asked.api(), asked.path().value()), outcome -> switch (outcome) {
                    case RequestProof.Outcome.Refused refused ->
                        refusal.refuse(in, asked, null, Deny.because(refused.reason()));
                    case RequestProof.Outcome.Absent absent ->
                        byCredential(in.with(absent.request()), asked, absent.owner());
                    case RequestProof.Outcome.Proved proved ->
                        judge(in.with(proved.request()), asked, Presented.proof(proved.again()), proved.signer());
                })
                .onErrorResume(EnforcementFilter::isOutage, failure -> refusal.unavailable(in, asked, failure));
    }

    private Mono<Void> byCredential(Inbound in, AccessRequest asked, @Nullable String owner) {
        return switch (reader.read(in.request(), in.scope().credentials())) {
            case Reading.None none -> refusal.refuse(in, asked, null, Deny.because(Reason.NO_CREDENTIAL));
            case Reading.Several several -> refusal.refuse(in, asked, null, Deny.because(Reason.SEVERAL_CREDENTIALS));
            case Reading.Unreadable none -> refusal.refuse(in, asked, null, Deny.because(Reason.MALFORMED_CREDENTIAL));
            case Reading.One one -> {
                Presented presented = Presented.credential(judging.authenticator(), one.credential(), in.door(), owner);
                yield in.goOn(
                                judging.authenticator().authenticate(one.credential(), in.door()),
                                authentication -> judge(in, asked, presented, authentication))
                        .onErrorResume(EnforcementFilter::isOutage, failure -> refusal.unavailable(in, asked, failure));
            }
        };
    }

    private Mono<Void> judge(Inbound in, AccessRequest asked, Presented presented, Authentication authentication) {
        return switch (authentication) {
            case Unknown unknown -> refusal.refuse(in, asked, null, Deny.because(unknown.reason()));
            case Known known -> decide(in, asked, presented, known.grant());
        };
    }

    private Mono<Void> decide(Inbound in, AccessRequest asked, Presented presented, Grant grant) {
        Reason lack = in.scope().websocket() == RouteScope.Upgrade.GRPC
                ? judging.apiKeys().lack(in.request().getHeaders(), grant, in.at())
                : null;
        if (lack != null) {
            return refusal.refuse(in, asked, grant, Deny.because(lack));
        }
        return in.goOn(judging.catalogues().of(asked.api()), catalogue -> switch (judging.decider()
                .decide(asked, grant, catalogue)) {
            case Deny deny -> refusal.refuse(in, asked, grant, deny);
            case Permit permit
            when !presented.fits(grant) -> refusal.refuse(in, asked, grant, Deny.because(Reason.WRONG_OWNER));
            case Permit permit -> charge(admitted(in, asked, presented, grant, permit));
        });
    }

    private Admitted admitted(Inbound in, AccessRequest asked, Presented presented, Grant grant, Permit permit) {
        return new Admitted(in, asked, presented, grant, permit, limits.tab(grant.account(), in.decision(), permit));
    }

    private Mono<Void> charge(Admitted call) {
        return call.in().goOn(limits.charge(call.tab()), charge -> settle(call, charge));
    }

    private Mono<Void> settle(Admitted call, Charge charge) {
        return switch (charge) {
            case Refused refused -> refusal.refuse(call, refused);
            case Accepted accepted ->
                limits.hold(call.tab(), release -> {
                    Admitted held = call.givingUpPlaceBy(release);
                    return watch.over(held, departure.forward(held, accepted));
                });
        };
    }

    private static @Nullable InetAddress source(Inbound in) {
        InetSocketAddress peer = in.request().getRemoteAddress();
        return peer == null ? null : peer.getAddress();
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof StoreUnavailableException
                || failure instanceof IssuerUnavailableException
                || failure instanceof RejectedExecutionException;
    }
}
