package dev.scopegate.policy.capability;

import java.util.List;

/**
 * A named capability of one API, as its catalogue lists it.
 *
 * @param ref the API and the name, such as an OpenAPI {@code operationId}
 * @param capabilities the methods and paths that it is called by; at least one
 * @param cost calls that one call of it counts for; 1 for most
 * @param tag the group that an API's documentation puts it in; empty for none
 * @param summary one line for people; empty for none
 * @param explicit whether a token needs a capability that names it: one with a wildcard in its place does not cover it
 */
public record Operation(
        OperationRef ref, List<Capability> capabilities, long cost, String tag, String summary, boolean explicit) {

    /** An operation that wildcards cover too. */
    public Operation(OperationRef ref, List<Capability> capabilities, long cost, String tag, String summary) {
        this(ref, capabilities, cost, tag, summary, false);
    }

    public Operation {
        capabilities = List.copyOf(capabilities);
        if (capabilities.isEmpty() || cost < 1) {
            throw new IllegalArgumentException("operation '" + ref + "' needs a capability and a cost >= 1, but has "
                    + capabilities + " and " + cost);
        }
    }
}
