package dev.scopegate.policy.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token with all that its grant depends on, read at one moment.
 *
 * @param generations the token itself, then its parent, and so on up
 * @param account the account that owns them; null where it is gone
 * @param client the client that the token was issued through; null where it names none or the client is gone
 * @param clientOwner the account that manages the client; null where there is no client or its owner is gone
 */
public record Lineage(
        List<Generation> generations,
        @Nullable Account account,
        @Nullable Client client,
        @Nullable Account clientOwner) {

    /** Longest chain of parents that a token may have. */
    public static final int MAX_GENERATIONS = 8;

    public Lineage {
        generations = List.copyOf(generations);
        if (generations.isEmpty()) {
            throw new IllegalArgumentException("a lineage needs the token itself, but was empty");
        }
    }

    /** A token that was issued through no client. */
    public Lineage(List<Generation> generations, @Nullable Account account) {
        this(generations, account, null, null);
    }

    public TokenRecord token() {
        return generations.getFirst().token();
    }

    /**
     * One token of the line.
     *
     * @param accessList the list that it was issued from; null where it names none or the list is gone
     */
    public record Generation(TokenRecord token, @Nullable AccessList accessList) {

        Standing standing() {
            boolean listGone = token.issuance().accessList() != null && accessList == null;
            return listGone ? Standing.REVOKED : token.standing();
        }
    }
}
