package dev.scopegate.policy.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application that obtains tokens for its users (the client of RFC 6749); Textile calls it a user-group key. Its tokens
 * are void while it is disabled or its owner is locked, and once either is gone.
 *
 * @param id its public name, which it sends with every call
 * @param owner id of the account that manages it
 * @param sealedSecret what it signs its calls with, {@linkplain Pepper#seal sealed}; null where it signs nothing
 */
public record Client(
        String id, String owner, String name, @Nullable String sealedSecret, boolean disabled, Instant createdAt) {

    public Client withDisabled(boolean nowDisabled) {
        return new Client(id, owner, name, sealedSecret, nowDisabled, createdAt);
    }

    @Override
    public String toString() {
        return "Client[" + id + ", " + name + "]";
    }
}
