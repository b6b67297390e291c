package dev.scopegate.store;

import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.TokenDigest;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads records as their owners and administrators see them; what decisions depend on is read by {@link TokenStore}. */
public final class Registry {

    private static final Script PAGE = Script.named("page");
    private static final Script NAMED = Script.named("named");

    private final RedisConnection redis;

    public Registry(RedisConnection redis) {
        this.redis = redis;
    }

    public CompletionStage<Optional<Stored<TokenRecord>>> token(String id) {
        return stored(RedisKeys.token(id), JsonCodec::token);
    }

    public CompletionStage<Optional<Stored<AccessList>>> accessList(String id) {
        return stored(RedisKeys.accessList(id), JsonCodec::accessList);
    }

    public CompletionStage<Optional<Stored<Account>>> account(String id) {
        return stored(RedisKeys.account(id), JsonCodec::account);
    }

    /** Those of them that there are, by their ids. */
    public CompletionStage<Map<String, TokenRecord>> tokens(Collection<String> ids) {
        return all(ids, RedisKeys::token, JsonCodec::token);
    }

    /** Likewise. */
    public CompletionStage<Map<String, AccessList>> accessLists(Collection<String> ids) {
        return all(ids, RedisKeys::accessList, JsonCodec::accessList);
    }

    /** Likewise. */
    public CompletionStage<Map<String, Account>> accounts(Collection<String> ids) {
        return all(ids, RedisKeys::account, JsonCodec::account);
    }

    /** By its name, in any case. */
    public CompletionStage<Optional<Stored<Account>>> accountByLogin(String name) {
        return accountNamedBy(RedisKeys.login(name));
    }

    /** By its e-mail address, in any case. */
    public CompletionStage<Optional<Stored<Account>>> accountByEmail(String email) {
        return accountNamedBy(RedisKeys.email(email));
    }

    public CompletionStage<Optional<Stored<AccountProfile>>> credentials(String accountId) {
        return stored(RedisKeys.profile(accountId), JsonCodec::profile);
    }

    /** By what its owner can prove to be. */
    public CompletionStage<Optional<Stored<Account>>> accountByIdentity(Identity identity) {
        return accountNamedBy(RedisKeys.identity(identity));
    }

    public CompletionStage<Optional<Stored<Client>>> client(String id) {
        return stored(RedisKeys.client(id), JsonCodec::client);
    }

    public CompletionStage<List<Client>> clientsOf(String accountId, int offset, int count) {
        List<String> keys = List.of(RedisKeys.clientsOfAccount(accountId));
        return page(keys, List.of(RedisKeys.CLIENT, text(offset), text(count)), JsonCodec::client);
    }

    public CompletionStage<Optional<Stored<FirstSight>>> firstSight(String scheme) {
        return stored(RedisKeys.firstSight(scheme), JsonCodec::firstSight);
    }

    public CompletionStage<Set<String>> firstSights() {
        return redis.ask(commands -> commands.smembers(RedisKeys.FIRST_SIGHTS));
    }

    /** The newest first, as in all lists here. */
    public CompletionStage<List<TokenRecord>> tokensOfAccount(String accountId, int offset, int count) {
        return tokens(RedisKeys.tokensOfAccount(accountId), offset, count);
    }

    public CompletionStage<List<TokenRecord>> tokensOfAccessList(String accessListId, int offset, int count) {
        return tokens(RedisKeys.tokensOfAccessList(accessListId), offset, count);
    }

    public CompletionStage<List<TokenRecord>> childrenOf(String tokenId, int offset, int count) {
        return tokens(RedisKeys.children(tokenId), offset, count);
    }

    public CompletionStage<List<TokenRecord>> allTokens(int offset, int count) {
        return tokens(RedisKeys.TOKENS, offset, count);
    }

    public CompletionStage<List<AccessList>> accessListsOf(String accountId, int offset, int count) {
        List<String> keys = List.of(RedisKeys.accessListsOfAccount(accountId));
        return page(keys, List.of(RedisKeys.ACCESS_LIST, text(offset), text(count)), JsonCodec::accessList);
    }

    /** The same with their stored texts, for a change that depends on them. */
    public CompletionStage<List<Stored<AccessList>>> storedAccessListsOf(String accountId, int offset, int count) {
        List<String> keys = List.of(RedisKeys.accessListsOfAccount(accountId));
        List<String> arguments = List.of(RedisKeys.ACCESS_LIST, text(offset), text(count));
        return page(keys, arguments, json -> new Stored<>(JsonCodec.accessList(json), json));
    }

    public CompletionStage<List<Account>> accounts(int offset, int count) {
        List<String> keys = List.of(RedisKeys.ACCOUNTS);
        return page(keys, List.of(RedisKeys.ACCOUNT, text(offset), text(count)), JsonCodec::account);
    }

    public CompletionStage<Long> numberOfTokens(String accountId) {
        return redis.ask(commands -> commands.zcard(RedisKeys.tokensOfAccount(accountId)));
    }

    public CompletionStage<Long> numberOfAccounts() {
        return redis.ask(commands -> commands.zcard(RedisKeys.ACCOUNTS));
    }

    public CompletionStage<Optional<String>> tokenIdOf(List<TokenDigest> candidates) {
        if (candidates.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        String[] keys =
                candidates.stream().map(each -> RedisKeys.digest(each.value())).toArray(String[]::new);
        return redis.ask(commands -> commands.mget(keys))
                .thenApply(found -> found.stream()
                        .filter(each -> each.hasValue())
                        .map(each -> each.getValue())
                        .findFirst());
    }

    public CompletionStage<Optional<Instant>> lastUsed(String tokenId) {
        return redis.ask(commands -> commands.get(RedisKeys.used(tokenId)))
                .thenApply(millis ->
                        Optional.ofNullable(millis).map(Long::parseLong).map(Instant::ofEpochMilli));
    }

    /** When each was last used, of those that were. */
    public CompletionStage<Map<String, Instant>> lastUsed(List<String> tokenIds) {
        return all(tokenIds, RedisKeys::used, millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    private <T> CompletionStage<Map<String, T>> all(
            Collection<String> ids, UnaryOperator<String> key, Function<String, T> read) {
        if (ids.isEmpty()) {
            return CompletableFuture.completedStage(Map.of());
        }
        List<String> asked = List.copyOf(ids);
        String[] keys = asked.stream().map(key).toArray(String[]::new);
        return redis.ask(commands -> commands.mget(keys)).thenApply(found -> {
            Map<String, T> all = new HashMap<>();
            for (int i = 0; i < found.size(); i++) {
                String id = asked.get(i);
                found.get(i).ifHasValue(text -> all.put(id, read.apply(text)));
            }
            return all;
        });
    }

    private CompletionStage<List<TokenRecord>> tokens(String index, int offset, int count) {
        return page(List.of(index), List.of(RedisKeys.TOKEN, text(offset), text(count)), JsonCodec::token);
    }

    private <T> CompletionStage<List<T>> page(List<String> keys, List<String> arguments, Function<String, T> read) {
        return redis.ask(PAGE, keys, arguments)
                .thenApply(found ->
                        found.stream().map(json -> read.apply((String) json)).toList());
    }

    private CompletionStage<Optional<Stored<Account>>> accountNamedBy(String key) {
        return redis.ask(NAMED, List.of(key), List.of(RedisKeys.ACCOUNT))
                .thenApply(found -> found.stream()
                        .map(json -> new Stored<>(JsonCodec.account((String) json), (String) json))
                        .findFirst());
    }

    private <T> CompletionStage<Optional<Stored<T>>> stored(String key, Function<String, T> read) {
        return redis.ask(commands -> commands.get(key))
                .thenApply(json -> Optional.ofNullable(json).map(raw -> new Stored<>(read.apply(raw), raw)));
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
