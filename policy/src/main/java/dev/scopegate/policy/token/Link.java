package dev.scopegate.policy.token;

import dev.scopegate.policy.access.AccessRequest;
import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.limit.Meter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One link of the chain that a call must pass: a token, an access list or the account.
 *
 * @param capabilities what it covers; null where it leaves that to the other links
 * @param meters limits on all its calls together
 * @param networks source addresses; empty for any
 * @param audience APIs; empty for any
 */
public record Link(
        Kind kind,
        String id,
        @Nullable List<Allowance> capabilities,
        List<Meter> meters,
        List<Network> networks,
        Set<String> audience) {

    /** Which kind of thing the link is. */
    public enum Kind {
        TOKEN,
        ACCESS_LIST,
        PARENT,
        ACCOUNT
    }

    /** All its limits: on its calls together, then those of each capability. */
    public List<Meter> allMeters() {
        List<Meter> all = new ArrayList<>(meters);
        if (capabilities != null) {
            capabilities.forEach(allowance -> all.addAll(allowance.meters()));
        }
        return all;
    }

    public boolean admits(@Nullable InetAddress source) {
        return networks.isEmpty() || (source != null && networks.stream().anyMatch(each -> each.contains(source)));
    }

    public boolean isMeantFor(String api) {
        return audience.isEmpty() || audience.contains(api);
    }

    /**
     * Whether one of this link's capabilities covers the request. What administers tokens and accounts has to be named: only
     * an account's own wildcards, which an administrator wrote, take it in.
     */
    public boolean covers(CapabilityRef capability, AccessRequest request, @Nullable Operation operation) {
        boolean named =
                kind == Kind.ACCOUNT || operation == null || !operation.explicit() || capability.names(operation);
        return named && capability.covers(request, operation);
    }

    /**
     * Adds the limits of every capability that covers the request, and those of the link itself.
     *
     * @return false where no capability covers it; nothing was added then
     */
    public boolean collect(AccessRequest request, @Nullable Operation operation, List<Meter> due) {
        boolean covered = capabilities == null;
        if (capabilities != null) {
            for (int i = 0; i < capabilities.size(); i++) {
                Allowance allowance = capabilities.get(i);
                if (covers(allowance.capability(), request, operation)) {
                    covered = true;
                    due.addAll(allowance.meters());
                }
            }
        }
        if (covered) {
            due.addAll(meters);
        }
        return covered;
    }
}
