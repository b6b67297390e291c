package dev.scopegate.admin.usage;

import dev.scopegate.admin.changes.Reply;
import dev.scopegate.admin.security.Caller;
import dev.scopegate.admin.tokens.Custody;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.store.Busiest;
import dev.scopegate.store.Registry;
import dev.scopegate.store.Stored;
import dev.scopegate.store.Usage;
import dev.scopegate.store.UsageCounters;
import dev.scopegate.store.UsagePeriod;
import dev.scopegate.store.UsageScope;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How much is called. An administrator sees all calls, an account's own tokens see the account's, and every other token
 * sees its own.
 */
public final class UsageReports {

    private static final int LISTED = 10;

    private final UsageCounters counters;
    private final Custody custody;
    private final Registry registry;
    private final UsedCapabilities capabilities;
    private final InstantSource clock;

    UsageReports(
            UsageCounters counters,
            Custody custody,
            Registry registry,
            UsedCapabilities capabilities,
            InstantSource clock) {
        this.counters = counters;
        this.custody = custody;
        this.registry = registry;
        this.capabilities = capabilities;
        this.clock = clock;
    }

    public Usage usage(Caller caller, UsagePeriod period) {
        return Reply.of(counters.usage(scopeOf(caller), period, clock.instant()));
    }

    /** The tokens that called most, by their ids. */
    public Busiest busiestTokens(Caller caller, UsagePeriod period) {
        return Reply.of(counters.busiestTokens(scopeOf(caller), period, clock.instant(), LISTED));
    }

    public Busiest busiestOperations(Caller caller, UsagePeriod period) {
        return Reply.of(counters.busiestOperations(scopeOf(caller), period, clock.instant(), LISTED));
    }

    /** The calls of one token. */
    public Usage usageOf(Caller caller, String tokenId, UsagePeriod period) {
        custody.require(caller, tokenId);
        return Reply.of(counters.usage(UsageScope.token(tokenId), period, clock.instant()));
    }

    /**
     * What a token was granted, and how often it used that: its own capabilities, or those of its access list where it
     * has none of its own. Empty where both leave that to the account.
     */
    public List<UsedCapability> grantedTo(Caller caller, String tokenId) {
        TokenRecord token = custody.require(caller, tokenId).value();
        List<GrantedCapability> granted = token.terms().capabilities() != null
                ? token.terms().capabilities()
                : accessListOf(token).map(AccessList::capabilities).orElse(List.of());
        return granted.isEmpty() ? List.of() : capabilities.of(granted, Reply.of(counters.uses(tokenId)));
    }

    private Optional<AccessList> accessListOf(TokenRecord token) {
        String id = token.issuance().accessList();
        return id == null ? Optional.empty() : Reply.of(registry.accessList(id)).map(Stored::value);
    }

    static UsageScope scopeOf(Caller caller) {
        if (caller.isAdministrator()) {
            return UsageScope.ALL;
        }
        return caller.actsForAccount()
                ? UsageScope.account(caller.account().id())
                : UsageScope.token(caller.token().id());
    }
}
