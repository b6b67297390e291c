package dev.scopegate.policy.token;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Limit;
import java.util.List;

/** A capability with the limits on its use. No limit means as often as the other links of the chain allow. */
public record GrantedCapability(CapabilityRef capability, List<Limit> limits) {

    public GrantedCapability {
        limits = List.copyOf(limits);
    }
}
