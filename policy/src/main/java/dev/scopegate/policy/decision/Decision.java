package dev.scopegate.policy.decision;

import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.limit.Meter;
import dev.scopegate.policy.token.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to one access request, always with the grounds for it. */
public sealed interface Decision {

    /** The operation that the request calls, or null where the catalogue knows none. */
    @Nullable
    Operation operation();

    /**
     * The call may pass once it is charged.
     *
     * @param due limits of every link and every capability that covers the call
     * @param cost calls that it counts for
     */
    record Permit(@Nullable Operation operation, List<Meter> due, long cost) implements Decision {

        public Permit {
            due = List.copyOf(due);
        }
    }

    /**
     * The call may not pass.
     *
     * @param missedBy the link of the chain that did not cover it; null where the chain was not reached
     * @param sufficient the operation or capability that would have been enough; empty where none would
     */
    record Deny(
            Reason reason,
            @Nullable Operation operation,
            @Nullable Link missedBy,
            String sufficient) implements Decision {

        public static Deny because(Reason reason) {
            return new Deny(reason, null, null, "");
        }
    }
}
