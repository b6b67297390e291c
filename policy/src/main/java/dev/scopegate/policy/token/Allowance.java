package dev.scopegate.policy.token;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Meter;
import java.util.List;

/** A granted capability with the meters that a call by it is charged to. */
public record Allowance(CapabilityRef capability, List<Meter> meters) {

    public Allowance {
        meters = List.copyOf(meters);
    }

    GrantedCapability granted() {
        return new GrantedCapability(
                capability, meters.stream().map(Meter::limit).toList());
    }
}
