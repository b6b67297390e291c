package dev.scopegate.policy.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a token comes from.
 *
 * @param account id of the account that owns it
 * @param parent id of the token that issued it, or null
 * @param accessList id of the access list that it was issued from, or null
 * @param description the owner's own words; may be empty
 * @param at when it was issued
 */
public record Issuance(
        String account, @Nullable String parent, @Nullable String accessList, String description, Instant at) {}
