package dev.scopegate.store;

import dev.scopegate.policy.token.*;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads records for the use cases. */
public final class Registry {
    public Registry(RedisConnection redis) {}

    public CompletionStage<Optional<Stored<TokenRecord>>> token(String id) { return Pending.notYet(); }
    public CompletionStage<Optional<Stored<AccessList>>> accessList(String id) { return Pending.notYet(); }
    public CompletionStage<Optional<Stored<Account>>> account(String id) { return Pending.notYet(); }
    public CompletionStage<Optional<Stored<Account>>> accountByLogin(String name) { return Pending.notYet(); }
    public CompletionStage<Optional<Stored<Account>>> accountByEmail(String email) { return Pending.notYet(); }
    public CompletionStage<Optional<Stored<AccountProfile>>> credentials(String accountId) { return Pending.notYet(); }
    public CompletionStage<List<TokenRecord>> tokensOfAccount(String accountId, int offset, int count) { return Pending.notYet(); }
    public CompletionStage<List<TokenRecord>> tokensOfAccessList(String accessListId, int offset, int count) { return Pending.notYet(); }
    public CompletionStage<List<TokenRecord>> childrenOf(String tokenId, int offset, int count) { return Pending.notYet(); }
    public CompletionStage<List<TokenRecord>> allTokens(int offset, int count) { return Pending.notYet(); }
    public CompletionStage<List<AccessList>> accessListsOf(String accountId, int offset, int count) { return Pending.notYet(); }
    public CompletionStage<List<Account>> accounts(int offset, int count) { return Pending.notYet(); }
    public CompletionStage<Long> numberOfTokens(String accountId) { return Pending.notYet(); }
    public CompletionStage<Long> numberOfAccounts() { return Pending.notYet(); }
    public CompletionStage<Optional<String>> tokenIdOf(List<TokenDigest> candidates) { return Pending.notYet(); }
    public CompletionStage<Optional<Instant>> lastUsed(String tokenId) { return Pending.notYet(); }
}
