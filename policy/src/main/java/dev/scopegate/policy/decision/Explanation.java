package dev.scopegate.policy.decision;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.token.Allowance;
import dev.scopegate.policy.token.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision with all that was tried to reach it: for the token's owner and for administrators. */
public record Explanation(Decision decision, List<Trace> chain) {

    public Explanation {
        chain = List.copyOf(chain);
    }

    /**
     * What one link of the chain said.
     *
     * @param attempts each of its capabilities; empty where it leaves that to the other links
     */
    public record Trace(Link link, boolean admitsSource, boolean meantForApi, List<Attempt> attempts) {

        static Trace of(Link link, AccessRequest request, @Nullable Operation operation) {
            List<Allowance> capabilities = link.capabilities() == null ? List.of() : link.capabilities();
            return new Trace(
                    link,
                    link.admits(request.source()),
                    link.isMeantFor(request.api()),
                    capabilities.stream()
                            .map(Allowance::capability)
                            .map(capability -> Attempt.of(link, capability, request, operation))
                            .toList());
        }
    }

    /** One capability, whether it covered the call, and in words why. */
    public record Attempt(CapabilityRef capability, boolean covers, String why) {

        static Attempt of(Link link, CapabilityRef capability, AccessRequest request, @Nullable Operation operation) {
            boolean covers = link.covers(capability, request, operation);
            return new Attempt(capability, covers, covers ? "covers the call" : why(capability, request, operation));
        }

        private static String why(CapabilityRef capability, AccessRequest request, @Nullable Operation operation) {
            if (capability.covers(request, operation)) {
                return "a wildcard does not cover '" + (operation == null ? "" : operation.ref())
                        + "': it must be named";
            }
            return switch (capability) {
                case OperationRef ref ->
                    operation == null
                            ? "the call is none of the operations of '" + request.api() + "'"
                            : "the call is '" + operation.ref() + "'";
                case Capability inline ->
                    inline.path().matches(request.path())
                            ? "the method is " + request.method()
                            : "the path does not match";
            };
        }
    }
}
