package dev.scopegate.admin.web.tokens;

import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.TokenState;
import java.time.Instant;

/** How a token stands, as a badge. */
public record StateBadge(String style, String text) {

    static StateBadge of(TokenRecord token, Instant now) {
        return switch (TokenState.of(token, now)) {
            case ACTIVE ->
                token.terms().validity().hasBegunBy(now)
                        ? new StateBadge("badge-ok", "active")
                        : new StateBadge("badge-warn", "not valid yet");
            case DISABLED -> new StateBadge("badge-warn", "disabled");
            case EXPIRED -> new StateBadge("badge-muted", "expired");
            case REVOKED -> new StateBadge("badge-bad", "revoked");
        };
    }

    /** What a token draws its power from, in words. */
    static String kind(TokenKind kind) {
        return switch (kind) {
            case CAPABILITY -> "own capabilities";
            case ACCESS_LIST -> "access list";
            case USER -> "whole account";
            case LOGIN -> "login";
        };
    }
}
