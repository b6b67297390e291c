package dev.scopegate.store;

import dev.scopegate.policy.token.TokenRecord;
import java.time.Instant;

/** How a token stands, by its own record alone: whatever it depends on apart. */
public enum TokenState {
    ACTIVE,
    DISABLED,
    EXPIRED,
    REVOKED;

    public static TokenState of(TokenRecord token, Instant now) {
        if (token.revocation() != null) {
            return REVOKED;
        }
        if (token.terms().validity().hasEndedBy(now)) {
            return EXPIRED;
        }
        return token.disabled() ? DISABLED : ACTIVE;
    }

    /** Whether a record can be in this state, told from its JSON without reading it: quotes in texts are escaped. */
    boolean mayBeOf(String json) {
        return switch (this) {
            case ACTIVE -> !isRevoked(json) && !isDisabled(json);
            case DISABLED -> !isRevoked(json) && isDisabled(json);
            case EXPIRED -> !isRevoked(json) && json.contains("\"expiresAt\":");
            case REVOKED -> isRevoked(json);
        };
    }

    private static boolean isRevoked(String json) {
        return json.contains("\"revocation\":{");
    }

    private static boolean isDisabled(String json) {
        return json.contains("\"disabled\":true");
    }
}
