package dev.scopegate.policy.token;

import dev.scopegate.policy.limit.Limit;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A party that owns tokens and access lists, as far as decisions depend on it.
 *
 * @param id the {@code sub} that upstreams see
 * @param name unique, chosen by its owner
 * @param permissions what it may do in the admin app, such as {@link #ADMINISTRATOR}
 * @param capabilities what its tokens may do at most; set by an administrator
 * @param limits on the calls of all its tokens together
 * @param locked whether none of its tokens works for now
 */
public record Account(
        String id,
        String name,
        Set<String> permissions,
        List<GrantedCapability> capabilities,
        List<Limit> limits,
        boolean locked,
        Instant createdAt) {

    public static final String ADMINISTRATOR = "administrator";
    public static final String MANAGE_USERS = "manage-users";

    public Account {
        permissions = Set.copyOf(permissions);
        capabilities = List.copyOf(capabilities);
        limits = List.copyOf(limits);
    }

    /** The same with other capabilities. */
    public Account covering(List<GrantedCapability> others) {
        return new Account(id, name, permissions, others, limits, locked, createdAt);
    }

    public boolean isAdministrator() {
        return permissions.contains(ADMINISTRATOR);
    }
}
