package dev.scopegate.admin.code;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Registry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The tokens that a change of an access list would be felt by: neither revoked nor expired. */
final class LiveTokens {

    private static final int PAGE = 500;

    /** Beyond so many, they are no longer counted: who has them does not need to know how many more. */
    private static final int MOST = 5_000;

    private static final int NAMED = 20;

    private final Registry registry;
    private final InstantSource clock;

    LiveTokens(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * How many there are.
     *
     * @param orMore whether there may be more that were not counted
     * @param newest the first of them
     */
    record Affected(int tokens, boolean orMore, List<TokenRecord> newest) {}

    /** The tokens that were issued from a list; their children, which end with them, are not counted. */
    Affected of(String accessList) {
        Instant now = clock.instant();
        List<TokenRecord> newest = new ArrayList<>();
        int live = 0;
        for (int offset = 0; offset < MOST; offset += PAGE) {
            List<TokenRecord> page = Reply.of(registry.tokensOfAccessList(accessList, offset, PAGE));
            for (TokenRecord token : page) {
                if (token.revocation() == null && !token.terms().validity().hasEndedBy(now)) {
                    live++;
                    if (newest.size() < NAMED) {
                        newest.add(token);
                    }
                }
            }
            if (page.size() < PAGE) {
                return new Affected(live, false, newest);
            }
        }
        return new Affected(live, true, newest);
    }
}
