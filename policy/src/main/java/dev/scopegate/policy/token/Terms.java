package dev.scopegate.policy.token;

import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.limit.Limit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token may do, as it was issued.
 *
 * @param capabilities its own capabilities; null where it has none of its own and draws on its access list or account
 *     alone, empty where it may call nothing
 * @param limits on all its calls together
 * @param networks source addresses that it may be used from; empty for any
 * @param audience APIs that it may be used on; empty for any
 * @param validity when it may be used
 */
public record Terms(
        @Nullable List<GrantedCapability> capabilities,
        List<Limit> limits,
        List<Network> networks,
        Set<String> audience,
        Validity validity) {

    public Terms {
        capabilities = capabilities == null ? null : List.copyOf(capabilities);
        limits = List.copyOf(limits);
        networks = List.copyOf(networks);
        audience = Set.copyOf(audience);
    }

    /** The same with other capabilities. */
    public Terms covering(@Nullable List<GrantedCapability> others) {
        return new Terms(others, limits, networks, audience, validity);
    }

    /** The same, valid for another time. */
    public Terms within(Validity other) {
        return new Terms(capabilities, limits, networks, audience, other);
    }
}
