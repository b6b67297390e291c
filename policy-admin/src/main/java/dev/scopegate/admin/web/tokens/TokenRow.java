package dev.scopegate.admin.web.tokens;

import dev.scopegate.policy.token.TokenRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of tokens.
 *
 * @param source what it draws its power from, in words
 * @param owner name of its account
 */
public record TokenRow(
        TokenRecord token,
        StateBadge state,
        String source,
        String owner,
        @Nullable Instant lastUsed) {

    /** What people know it by. */
    public String name() {
        return nameOf(token);
    }

    static String nameOf(TokenRecord token) {
        String description = token.issuance().description();
        return description.isBlank() ? "(no description)" : description;
    }
}
