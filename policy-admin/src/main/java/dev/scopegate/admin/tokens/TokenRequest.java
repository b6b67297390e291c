package dev.scopegate.admin.tokens;

import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.Validity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that someone asks for. What is null was not mentioned: a child takes that from its parent, and any other token
 * goes without.
 *
 * @param accessList id of the list that it is issued from
 */
public record TokenRequest(
        String description,
        @Nullable String accessList,
        @Nullable List<GrantedCapability> capabilities,
        @Nullable List<Limit> limits,
        @Nullable List<Network> networks,
        @Nullable Set<String> audience,
        Validity validity) {

    Terms standalone() {
        return new Terms(
                capabilities,
                limits == null ? List.of() : limits,
                networks == null ? List.of() : networks,
                audience == null ? Set.of() : audience,
                validity);
    }

    Terms below(Terms parent) {
        return new Terms(
                capabilities,
                limits == null ? parent.limits() : limits,
                networks == null ? parent.networks() : networks,
                audience == null ? parent.audience() : audience,
                validity);
    }
}
