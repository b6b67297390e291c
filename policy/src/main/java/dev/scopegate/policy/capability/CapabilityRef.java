package dev.scopegate.policy.capability;

import dev.scopegate.policy.access.AccessRequest;
import org.jspecify.annotations.Nullable;

/** A capability as a token or an access list names it: in line, or by the name of an operation. */
public sealed interface CapabilityRef permits Capability, OperationRef {

    /**
     * Reads {@code METHOD /path/pattern} or {@code api:operation}.
     *
     * @throws IllegalArgumentException where the text is neither
     */
    static CapabilityRef parse(String text) {
        return text.indexOf(' ') >= 0 ? Capability.parse(text) : OperationRef.parse(text);
    }

    /**
     * Whether the request may pass by this capability.
     *
     * @param operation the operation that the request is a call of, or null where the catalogue knows none
     */
    boolean covers(AccessRequest request, @Nullable Operation operation);

    /** Whether this is about the operation in particular, and not about whatever a wildcard takes in. */
    boolean names(Operation operation);

    /** The form that {@link #parse} reads back. */
    String text();
}
