package dev.scopegate.policy.capability;

/** What a capability is worth on one operation: all calls of it, some of them, or none since it must be named. */
public record Coverage(Operation operation, Extent extent) {

    /** How much of an operation a capability takes in. */
    public enum Extent {
        /** Every call. */
        WHOLE,
        /** The calls of some of its methods and paths. */
        PART,
        /** None: the paths fit, but the operation is one that a wildcard does not take in. */
        NEEDS_NAME
    }

    static Coverage whole(Operation operation) {
        return new Coverage(operation, Extent.WHOLE);
    }

    /** Of a capability and an operation that have calls in common. */
    static Coverage of(Operation operation, Capability capability) {
        if (operation.explicit() && !capability.names(operation)) {
            return new Coverage(operation, Extent.NEEDS_NAME);
        }
        boolean all = operation.capabilities().stream().allMatch(capability::covers);
        return new Coverage(operation, all ? Extent.WHOLE : Extent.PART);
    }
}
