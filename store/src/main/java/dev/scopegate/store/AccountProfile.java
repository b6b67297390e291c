package dev.scopegate.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an account that no decision depends on.
 *
 * @param account id of the account
 * @param email unique where present; compared without case
 * @param displayName how its owner likes to be called
 * @param passwordHash in its encoder's own form; null where it cannot log in by password
 * @param attributes what foreign dialects keep with an account
 * @param updatedAt when the profile was last written
 */
public record AccountProfile(
        String account,
        @Nullable String email,
        @Nullable String displayName,
        @Nullable String passwordHash,
        Map<String, String> attributes,
        Instant updatedAt) {

    public AccountProfile {
        attributes = Map.copyOf(attributes);
    }

    @Override
    public String toString() {
        return "AccountProfile[account=" + account + "]";
    }
}
