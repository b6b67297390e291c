package dev.scopegate.admin.tokens;

import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to change of a token that was issued; null where it stays. When it ends was settled when it was issued. */
public record TokenChange(
        @Nullable String description,
        @Nullable List<GrantedCapability> capabilities,
        @Nullable List<Limit> limits,
        @Nullable List<Network> networks,
        @Nullable Set<String> audience) {

    /** A token in other words, with the same power. */
    public static TokenChange described(String description) {
        return new TokenChange(description, null, null, null, null);
    }

    /** A token with other capabilities. */
    public static TokenChange covering(List<GrantedCapability> capabilities) {
        return new TokenChange(null, capabilities, null, null, null);
    }

    boolean isOfPower() {
        return capabilities != null || limits != null || networks != null || audience != null;
    }

    TokenRecord of(TokenRecord token) {
        Terms was = token.terms();
        Terms now = new Terms(
                capabilities == null ? was.capabilities() : capabilities,
                limits == null ? was.limits() : limits,
                networks == null ? was.networks() : networks,
                audience == null ? was.audience() : audience,
                was.validity());
        TokenRecord changed = token.withTerms(now);
        return description == null ? changed : changed.described(description);
    }
}
