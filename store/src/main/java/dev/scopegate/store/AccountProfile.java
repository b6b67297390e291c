package dev.scopegate.store;

import dev.scopegate.policy.token.Identity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an account that no decision depends on.
 *
 * @param account id of the account
 * @param email unique where present; compared without case
 * @param displayName how its owner likes to be called
 * @param passwordHash in its encoder's own form; null where it cannot log in by password
 * @param identities what else its owner can prove to be
 * @param attributes what foreign dialects keep with an account
 * @param updatedAt when the profile was last written
 */
public record AccountProfile(
        String account,
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String passwordHash,
        Set<Identity> identities,
        Map<String, String> attributes,
        Instant updatedAt) {

    public AccountProfile {
        identities = identities == null ? Set.of() : Set.copyOf(identities);
        attributes = Map.copyOf(attributes);
    }

    /** The profile of a new account. */
    public static AccountProfile of(String account, @Nullable String email, @Nullable String passwordHash, Instant at) {
        return new AccountProfile(account, email, null, passwordHash, Set.of(), Map.of(), at);
    }

    /** What its owner can prove to be, in order; not the user ids, which are secrets. */
    public List<Identity> shownIdentities() {
        return identities.stream()
                .filter(identity -> !identity.scheme().equals(Identity.USER_ID))
                .sorted()
                .toList();
    }

    public AccountProfile described(@Nullable String nowEmail, @Nullable String nowDisplayName, Instant at) {
        return new AccountProfile(account, nowEmail, nowDisplayName, passwordHash, identities, attributes, at);
    }

    public AccountProfile withPasswordHash(String hash, Instant at) {
        return new AccountProfile(account, email, displayName, hash, identities, attributes, at);
    }

    public AccountProfile withIdentities(Set<Identity> others, Instant at) {
        return new AccountProfile(account, email, displayName, passwordHash, others, attributes, at);
    }

    /**
     * The same with one attribute changed.
     *
     * @param value null takes it away
     */
    public AccountProfile withAttribute(String name, @Nullable String value, Instant at) {
        Map<String, String> others = new HashMap<>(attributes);
        if (value == null) {
            others.remove(name);
        } else {
            others.put(name, value);
        }
        return new AccountProfile(account, email, displayName, passwordHash, identities, others, at);
    }

    @Override
    public String toString() {
        return "AccountProfile[account=" + account + "]";
    }
}
