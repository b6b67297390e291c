package dev.scopegate.policy.token;

import dev.scopegate.policy.limit.Limit;
import java.time.Instant;
import java.util.List;

/**
 * A named set of capabilities that tokens are issued from. Changing it changes what its tokens may do from the next call
 * on.
 *
 * @param owner id of the account that it belongs to
 * @param limits on the calls of all its tokens together
 */
public record AccessList(
        String id,
        String owner,
        String name,
        List<GrantedCapability> capabilities,
        List<Limit> limits,
        Instant createdAt) {

    public AccessList {
        capabilities = List.copyOf(capabilities);
        limits = List.copyOf(limits);
    }

    /** The same with other capabilities. */
    public AccessList covering(List<GrantedCapability> others) {
        return new AccessList(id, owner, name, others, limits, createdAt);
    }
}
