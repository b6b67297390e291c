package dev.scopegate.store;

import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens are looked for; what is null does not matter.
 *
 * @param account id of the account that owns them
 * @param accessList id of the list that they were issued from
 * @param parent id of the token that issued them
 * @param client id of the client that obtained them
 * @param states any of these; none for all
 * @param text stands in the description, in any case, or begins the id; empty for all
 */
public record TokenQuery(
        @Nullable String account,
        @Nullable String accessList,
        @Nullable String parent,
        @Nullable String client,
        Set<TokenState> states,
        @Nullable TokenKind kind,
        String text) {

    /** Those that may still be used, now or after they were switched on again. */
    public static final Set<TokenState> LIVING = Set.of(TokenState.ACTIVE, TokenState.DISABLED);

    public TokenQuery {
        states = Set.copyOf(states);
    }

    public static TokenQuery ofAccount(String id) {
        return new TokenQuery(id, null, null, null, Set.of(), null, "");
    }

    public static TokenQuery ofAccessList(String id) {
        return new TokenQuery(null, id, null, null, Set.of(), null, "");
    }

    public static TokenQuery ofClient(String id) {
        return new TokenQuery(null, null, null, id, Set.of(), null, "");
    }

    public static TokenQuery childrenOf(String token) {
        return new TokenQuery(null, null, token, null, Set.of(), null, "");
    }

    public TokenQuery living() {
        return new TokenQuery(account, accessList, parent, client, LIVING, kind, text);
    }

    /** The same among the tokens of one account. */
    public TokenQuery within(String accountId) {
        return new TokenQuery(accountId, accessList, parent, client, states, kind, text);
    }

    /** The same among the children of one token. */
    public TokenQuery below(String token) {
        return new TokenQuery(account, accessList, token, client, states, kind, text);
    }

    /** The shortest list that all of them stand in. */
    String index() {
        if (parent != null) {
            return RedisKeys.children(parent);
        }
        if (client != null) {
            return RedisKeys.tokensOfClient(client);
        }
        if (accessList != null) {
            return RedisKeys.tokensOfAccessList(accessList);
        }
        return account == null ? RedisKeys.TOKENS : RedisKeys.tokensOfAccount(account);
    }

    boolean fits(TokenRecord token, Instant now) {
        return (account == null || account.equals(token.issuance().account()))
                && (accessList == null || accessList.equals(token.issuance().accessList()))
                && (parent == null || parent.equals(token.issuance().parent()))
                && (client == null || client.equals(token.issuance().client()))
                && (states.isEmpty() || states.contains(TokenState.of(token, now)))
                && (kind == null || kind == token.kind())
                && (token.id().startsWith(text)
                        || lower(token.issuance().description()).contains(lower(text)));
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
