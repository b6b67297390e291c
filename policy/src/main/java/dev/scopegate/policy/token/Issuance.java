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
 * @param identity what its holder proved to be when it was issued, as {@link Identity#text}; null where it was not asked
 * @param client id of the client that it was issued through, or null
 */
public record Issuance(
        String account,
        @Nullable String parent,
        @Nullable String accessList,
        String description,
        Instant at,
        @Nullable String identity,
        @Nullable String client) {

    /** An issue on the account's own behalf. */
    public Issuance(
            String account, @Nullable String parent, @Nullable String accessList, String description, Instant at) {
        this(account, parent, accessList, description, at, null, null);
    }

    /** An issue to whoever proved to be this. */
    public static Issuance to(Identity identity, String account, String description, Instant at) {
        return new Issuance(account, null, null, description, at, identity.text(), null);
    }

    /** The same in other words. */
    public Issuance described(String words) {
        return new Issuance(account, parent, accessList, words, at, identity, client);
    }

    /** The same, through a client. */
    public Issuance through(String clientId) {
        return new Issuance(account, parent, accessList, description, at, identity, clientId);
    }
}
