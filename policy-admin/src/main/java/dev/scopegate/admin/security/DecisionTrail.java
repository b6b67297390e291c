package dev.scopegate.admin.security;

import dev.scopegate.admin.security.Gate.Verdict;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.UsageCounters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what this app decided, beside what the gateways did. No call waits for it. */
public final class DecisionTrail {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionTrail.class);

    private final AuditStream audit;
    private final UsageCounters usage;

    public DecisionTrail(AuditStream audit, UsageCounters usage) {
        this.audit = audit;
        this.usage = usage;
    }

    void record(AccessRequest request, Grant grant, Verdict verdict) {
        String outcome = switch (verdict.decision()) {
            case Permit permit -> DecisionEvent.PERMIT;
            case Deny deny -> deny.reason().code();
        };
        Operation operation = verdict.decision().operation();
        DecisionEvent event = new DecisionEvent(
                verdict.id(),
                request.at(),
                request.route(),
                target(request, operation),
                operation == null ? "" : operation.ref().text(),
                outcome,
                grant.tokenId(),
                grant.account());
        usage.count(List.of(event));
        audit.record(List.of(event)).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("decision {} could not be written to the audit log: {}", verdict.id(), failure.getMessage());
            }
        });
    }

    /** A path may carry a token ({@code DELETE /api/v3/tokens/{token}}): the pattern is written in its place. */
    private static String target(AccessRequest request, @Nullable Operation operation) {
        return operation == null
                ? request.method() + " (no operation of " + request.api() + ")"
                : operation.capabilities().getFirst().text();
    }
}
