package dev.scopegate.policy.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision as the audit log keeps it. It holds no secret: a path is written as the operation's pattern where there
 * is one, since some APIs carry tokens in paths.
 *
 * @param id names the decision in answers, assertions and the log
 * @param outcome {@code permit} or the code of the {@link Reason}
 * @param target method and path
 * @param operation {@code api:name}, or empty
 * @param tokenId the token, or null where none was recognised
 * @param account its owner, or null likewise
 */
public record DecisionEvent(
        String id,
        Instant at,
        String route,
        String target,
        String operation,
        String outcome,
        @Nullable String tokenId,
        @Nullable String account) {

    public static final String PERMIT = "permit";
}
