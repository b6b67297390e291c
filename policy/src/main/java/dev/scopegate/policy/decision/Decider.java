package dev.scopegate.policy.decision;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.Decision.Permit;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides access from its arguments alone, so that every decision can be replayed from the audit log and asked in
 * advance.
 *
 * <p>A call passes only if the token is in force and every link of its chain covers it.
 */
public final class Decider {

    public Decision decide(AccessRequest request, Grant grant, OperationCatalogue catalogue) {
        Operation operation = catalogue.operationCalledBy(request);
        Reason lapse = lapse(request, grant);
        if (lapse != null) {
            return new Deny(lapse, operation, null, "");
        }
        List<Meter> due = new ArrayList<>();
        for (Link link : grant.links()) {
            Reason miss = miss(link, request, operation, due);
            if (miss != null) {
                return new Deny(miss, operation, link, sufficient(miss, request, operation));
            }
        }
        return new Permit(operation, due, operation == null ? 1 : operation.cost());
    }

    /** The same decision, with every capability tried and why it missed. */
    public Explanation explain(AccessRequest request, Grant grant, OperationCatalogue catalogue) {
        Operation operation = catalogue.operationCalledBy(request);
        return new Explanation(
                decide(request, grant, catalogue),
                grant.links().stream()
                        .map(link -> Explanation.Trace.of(link, request, operation))
                        .toList());
    }

    private static @Nullable Reason lapse(AccessRequest request, Grant grant) {
        return switch (grant.standing()) {
            case REVOKED -> Reason.REVOKED_TOKEN;
            case DISABLED -> Reason.DISABLED_TOKEN;
            case ACTIVE -> {
                if (!grant.validity().hasBegunBy(request.at())) {
                    yield Reason.NOT_YET_VALID;
                }
                yield grant.validity().hasEndedBy(request.at()) ? Reason.EXPIRED_TOKEN : null;
            }
        };
    }

    private static @Nullable Reason miss(
            Link link, AccessRequest request, @Nullable Operation operation, List<Meter> due) {
        if (!link.isMeantFor(request.api())) {
            return Reason.WRONG_AUDIENCE;
        }
        if (!link.admits(request.source())) {
            return Reason.WRONG_NETWORK;
        }
        return link.collect(request, operation, due) ? null : Reason.NO_CAPABILITY;
    }

    private static String sufficient(Reason miss, AccessRequest request, @Nullable Operation operation) {
        if (miss != Reason.NO_CAPABILITY) {
            return "";
        }
        return operation == null
                ? request.method() + " " + request.path()
                : operation.ref().text();
    }
}
