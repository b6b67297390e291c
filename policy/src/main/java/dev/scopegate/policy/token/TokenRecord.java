package dev.scopegate.policy.token;

import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a token but its digest: the secret is nowhere.
 *
 * @param id public name of the token; opens nothing
 * @param disabled whether its owner switched it off for a while
 * @param revocation null while it has not been revoked
 */
public record TokenRecord(
        String id,
        TokenKind kind,
        Issuance issuance,
        Terms terms,
        boolean disabled,
        @Nullable Revocation revocation) {

    public TokenRecord withDisabled(boolean nowDisabled) {
        return new TokenRecord(id, kind, issuance, terms, nowDisabled, revocation);
    }

    public TokenRecord withTerms(Terms others) {
        return new TokenRecord(id, kind, issuance, others, disabled, revocation);
    }

    public TokenRecord described(String words) {
        return new TokenRecord(id, kind, issuance.described(words), terms, disabled, revocation);
    }

    public TokenRecord revoked(Revocation end) {
        return new TokenRecord(id, kind, issuance, terms, disabled, end);
    }

    Standing standing() {
        if (revocation != null) {
            return Standing.REVOKED;
        }
        return disabled ? Standing.DISABLED : Standing.ACTIVE;
    }
}
