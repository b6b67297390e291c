package dev.scopegate.gateway.enforce;

import dev.scopegate.gateway.problem.Problem;
import dev.scopegate.gateway.problem.ProblemWriter;
import dev.scopegate.gateway.problem.RateLimitFields;
import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.decision.Decision.Deny;
import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.limit.Charge.Refused;
import dev.scopegate.policy.token.Grant;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Ends a request that may not go on: recorded under its exact reason, answered with what its caller may know. */
public final class Refusal {

    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private static final Duration OUTAGE_RETRY = Duration.ofSeconds(1);
    private static final int LONGEST_PLAIN_SEGMENT = 20;
    private static final int LONGEST_METHOD = 20;

    private final ProblemWriter writer;
    private final Consumer<DecisionEvent> recorder;
    /** What was told last; each thread may find another's or its own. */
    private @Nullable Told told;

    /**
     * A way to refuse.
     *
     * @param recorder takes every decision, permits too, and never delays
     */
    public Refusal(ProblemWriter writer, Consumer<DecisionEvent> recorder) {
        this.writer = writer;
        this.recorder = recorder;
    }

    /** A path that has no canonical form is nothing to be written down. */
    Mono<Void> refuse(Inbound in, Deny deny) {
        recorder.accept(event(in, "(unreadable path)", "", deny.reason().code(), null));
        return answer(in, new Problem(deny.reason(), in.decision(), "", null));
    }

    Mono<Void> refuse(Inbound in, AccessRequest asked, @Nullable Grant grant, Deny deny) {
        record(in, asked, grant, deny.operation(), deny.reason().code());
        return answer(in, new Problem(deny.reason(), in.decision(), deny.sufficient(), null));
    }

    Mono<Void> refuse(Admitted call, Refused refused) {
        Reason reason = Reason.of(refused.refusedBy().limit());
        Inbound in = call.in();
        record(in, call.asked(), call.grant(), call.permit().operation(), reason.code());
        fieldsOf(refused).write(in.exchange().getResponse());
        return answer(in, new Problem(reason, in.decision(), "", refused.retryAfter()));
    }

    /** A flood of calls over one limit is told the same again and again. */
    private RateLimitFields fieldsOf(Refused refused) {
        Told last = told;
        if (last == null || !last.refused().equals(refused)) {
            last = new Told(refused, RateLimitFields.of(refused.balances()));
            told = last;
        }
        return last.fields();
    }

    private record Told(Refused refused, RateLimitFields fields) {}

    /** The store cannot be asked: that is an outage, not a refusal. */
    Mono<Void> unavailable(Inbound in, AccessRequest asked, Throwable failure) {
        if (in.exchange().getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        LOG.debug("decision {} could not be made", in.decision(), failure);
        record(in, asked, null, null, Reason.STORE_UNAVAILABLE.code());
        return answer(in, new Problem(Reason.STORE_UNAVAILABLE, in.decision(), "", OUTAGE_RETRY));
    }

    /** The call was permitted, but nobody answered it. */
    Mono<Void> upstreamFailed(Inbound in, AccessRequest asked, Reason reason) {
        record(in, asked, null, null, reason.code());
        Duration retryAfter = reason == Reason.UPSTREAM_UNAVAILABLE ? OUTAGE_RETRY : null;
        return answer(in, new Problem(reason, in.decision(), "", retryAfter));
    }

    /** The call was permitted, and is cut off while it lasts: its grant ended. */
    void ended(Admitted call, Deny deny) {
        record(
                call.in(),
                call.asked(),
                call.grant(),
                deny.operation(),
                deny.reason().code());
    }

    void permitted(Inbound in, AccessRequest asked, @Nullable Grant grant, @Nullable Operation operation) {
        record(in, asked, grant, operation, DecisionEvent.PERMIT);
    }

    private Mono<Void> answer(Inbound in, Problem problem) {
        return writer.write(in.exchange().getResponse(), in.scope().errors(), problem);
    }

    private void record(
            Inbound in, AccessRequest asked, @Nullable Grant grant, @Nullable Operation operation, String outcome) {
        String path = operation == null ? masked(asked.path().value()) : pattern(operation, asked);
        recorder.accept(event(in, path, operation == null ? "" : operation.ref().text(), outcome, grant));
    }

    private static DecisionEvent event(
            Inbound in, String path, String operation, String outcome, @Nullable Grant grant) {
        String method = in.method();
        return new DecisionEvent(
                in.decision(),
                in.at(),
                in.route(),
                (method.length() > LONGEST_METHOD ? method.substring(0, LONGEST_METHOD) : method) + " " + path,
                operation,
                outcome,
                grant == null ? null : grant.tokenId(),
                grant == null ? null : grant.account());
    }

    private static String pattern(Operation operation, AccessRequest asked) {
        List<Capability> capabilities = operation.capabilities();
        for (Capability capability : capabilities) {
            if (capabilities.size() == 1 || capability.covers(asked, operation)) {
                return capability.path().toString();
            }
        }
        return "";
    }

    /** A long segment may be a token: some APIs carry them in paths. */
    private static String masked(String path) {
        StringBuilder out = new StringBuilder();
        for (String segment : path.substring(1).split("/", -1)) {
            out.append('/').append(segment.length() > LONGEST_PLAIN_SEGMENT ? "{...}" : segment);
        }
        return out.toString();
    }
}
