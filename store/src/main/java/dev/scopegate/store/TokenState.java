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
}
