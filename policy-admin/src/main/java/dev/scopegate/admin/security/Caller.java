package dev.scopegate.admin.security;

import dev.scopegate.admin.http.Origin;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Grant;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.Link;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;

/**
 * Who calls, as of this call: the account, the token that it used, and from where.
 *
 * @param lineage the token with its parents, read for this call
 * @param grant what the token may do
 */
public record Caller(Account account, Lineage lineage, Grant grant, Origin origin) {

    public TokenRecord token() {
        return lineage.token();
    }

    /**
     * Whether the token stands for the whole account. Any other token, whatever it may call, can hand on no more than it
     * holds and touch no tokens but itself and those that it issued.
     */
    public boolean actsForAccount() {
        return token().kind() == TokenKind.USER || token().kind() == TokenKind.LOGIN;
    }

    public boolean isAdministrator() {
        return account.isAdministrator() && actsForAccount();
    }

    /** Whether the token, or one that it descends from, draws on this access list. */
    public boolean drawsOn(String accessList) {
        return grant.links().stream()
                .anyMatch(link ->
                        link.kind() == Link.Kind.ACCESS_LIST && link.id().equals(accessList));
    }
}
