package dev.scopegate.admin.usage;

import dev.scopegate.policy.token.GrantedCapability;

/**
 * A capability that a token holds.
 *
 * @param calls permitted calls that it may have covered; 0 says that the token does not need it so far
 */
public record UsedCapability(GrantedCapability granted, long calls) {

    public boolean isUnused() {
        return calls == 0;
    }
}
