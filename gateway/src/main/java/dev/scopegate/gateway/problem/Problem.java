package dev.scopegate.gateway.problem;

import dev.scopegate.policy.decision.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as its caller may see it.
 *
 * @param decision the id that the audit log knows
 * @param sufficient the operation or capability that would have been enough; empty where none is to be named
 * @param retryAfter when the same call may pass; null where that is not known
 */
public record Problem(
        Reason reason,
        String decision,
        String sufficient,
        @Nullable Duration retryAfter) {}
