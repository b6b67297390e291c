package dev.scopegate.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One change of policy as the audit log keeps it.
 *
 * @param id its place in the log
 * @param actor id of the account that made it, or the name of the process
 * @param action what was done, such as {@code tokens.revoke}
 * @param subject on which record
 * @param accounts ids of the accounts whose records were written
 * @param address from where, or null
 * @param before the record before, as JSON without secrets, or null
 * @param after the record after, likewise
 */
public record PolicyChange(
        String id,
        Instant at,
        String actor,
        String action,
        String subject,
        Set<String> accounts,
        @Nullable String address,
        @Nullable String before,
        @Nullable String after) {

    public PolicyChange {
        accounts = Set.copyOf(accounts);
    }
}
