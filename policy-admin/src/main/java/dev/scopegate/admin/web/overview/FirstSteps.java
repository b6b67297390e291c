package dev.scopegate.admin.web.overview;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Registry;
import java.util.List;

/** How far a newcomer has come: an access list, then a token. */
final class FirstSteps {

    private static final int LOOKED_AT = 100;
    /** Mostly one was issued lately. */
    private static final int LOOKED_AT_FIRST = 5;

    private final Registry registry;

    FirstSteps(Registry registry) {
        this.registry = registry;
    }

    Taken of(String account) {
        return new Taken(
                !Reply.of(registry.accessListsOf(account, 0, 1)).isEmpty(),
                hasIssued(account, LOOKED_AT_FIRST) || hasIssued(account, LOOKED_AT));
    }

    private boolean hasIssued(String account, int lookedAt) {
        List<TokenRecord> newest = Reply.of(registry.tokensOfAccount(account, 0, lookedAt));
        return newest.stream().anyMatch(FirstSteps::wasIssued);
    }

    /** Logins come by themselves. */
    private static boolean wasIssued(TokenRecord token) {
        return token.kind() != TokenKind.LOGIN && token.kind() != TokenKind.USER;
    }

    /** What is done already. */
    record Taken(boolean list, boolean token) {

        public boolean all() {
            return list && token;
        }
    }
}
