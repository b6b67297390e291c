package dev.scopegate.admin.tokens;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.http.Cursor;
import dev.scopegate.admin.http.Refusal;
import dev.scopegate.admin.http.RefusedException;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.RecordPage;
import dev.scopegate.store.RecordSearch;
import dev.scopegate.store.TokenQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a caller may see, by what they say, the newest first: an administrator those of all accounts, an
 * account's own tokens the account's, every other token its children.
 */
public final class TokenList {

    /** Most that are counted, and most requests that counting takes: further on only "at least" is said. */
    private static final int MOST_COUNTED = 5_000;

    private static final int MOST_ASKED = 500;
    private static final int AT_ONCE = 500;

    private final RecordSearch search;
    private final Custody custody;

    public TokenList(RecordSearch search, Custody custody) {
        this.search = search;
        this.custody = custody;
    }

    /**
     * So many tokens.
     *
     * @param exact whether there are no more
     */
    public record Count(int tokens, boolean exact) {

        /** For people: {@code 3} or {@code at least 5000}. */
        public String text() {
            return exact ? Integer.toString(tokens) : "at least " + tokens;
        }

        Count less(int some) {
            return new Count(Math.max(0, tokens - some), exact);
        }
    }

    public RecordPage<TokenRecord> find(Caller caller, TokenQuery asked, Cursor cursor) {
        return Reply.of(search.tokens(within(caller, asked), cursor.count(), cursor.before()));
    }

    /** How many others than this one draw on the same and may still be used. */
    public Count others(TokenQuery query, TokenRecord one) {
        return count(List.of(query.living()), false).less(one.revocation() == null ? 1 : 0);
    }

    /** How many of these may still be used. */
    public Count living(TokenQuery query) {
        return count(List.of(query.living()), false);
    }

    /** How many tokens end with this one. */
    public Count descendants(Caller caller, String id) {
        custody.require(caller, id);
        return count(List.of(TokenQuery.childrenOf(id).living()), true);
    }

    private Count count(List<TokenQuery> queries, boolean deep) {
        Deque<TokenQuery> left = new ArrayDeque<>(queries);
        int found = 0;
        String before = null;
        for (int asked = 0; !left.isEmpty(); asked++) {
            if (asked >= MOST_ASKED || found > MOST_COUNTED) {
                return new Count(found, false);
            }
            RecordPage<TokenRecord> page = Reply.of(search.tokens(left.element(), AT_ONCE, before));
            found += page.records().size();
            before = page.next();
            if (before == null) {
                left.remove();
            }
            if (deep) {
                page.records()
                        .forEach(child ->
                                left.add(TokenQuery.childrenOf(child.id()).living()));
            }
        }
        return new Count(found, true);
    }

    private TokenQuery within(Caller caller, TokenQuery asked) {
        if (caller.isAdministrator()) {
            return asked;
        }
        String own = caller.account().id();
        if (asked.account() != null && !asked.account().equals(own)) {
            throw new RefusedException(
                    Refusal.forbidden("only an administrator may list the tokens of another account"));
        }
        return caller.actsForAccount() ? asked.within(own) : asked.within(own).below(parent(caller, asked.parent()));
    }

    private String parent(Caller caller, @Nullable String asked) {
        return asked == null
                ? caller.token().id()
                : custody.require(caller, asked).value().id();
    }
}
