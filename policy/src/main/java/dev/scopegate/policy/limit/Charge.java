package dev.scopegate.policy.limit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of taking one call from all its limits together. */
public sealed interface Charge {

    /** A call with no limit takes nothing. */
    Accepted FREE = new Accepted(List.of());

    /** What is left of each limit, in the order in which they were charged. */
    List<Balance> balances();

    record Accepted(List<Balance> balances) implements Charge {}

    /**
     * Nothing was taken from any limit.
     *
     * @param refusedBy the limit that had too little left
     * @param retryAfter the soonest that the same call can pass, or null where waiting does not help
     */
    record Refused(Meter refusedBy, @Nullable Duration retryAfter, List<Balance> balances) implements Charge {}
}
