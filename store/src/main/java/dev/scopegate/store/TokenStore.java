package dev.scopegate.store;

import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.TokenDigest;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token with all that its grant depends on: one moment, one round trip.
 *
 * <p>A token whose parent is gone, or whose chain is longer than {@link Lineage#MAX_GENERATIONS}, is answered like one
 * that does not exist: it has no power.
 */
public final class TokenStore {

    private static final Script GRANT = Script.named("grant");
    private static final Script PROVED = Script.named("proved");
    /** Before it in the reply: account, end of the value, client, the client's owner. */
    private static final int FIRST_TOKEN = 4;

    private final RedisConnection redis;

    public TokenStore(RedisConnection redis) {
        this.redis = redis;
    }

    /** By what is kept of its value: under the current pepper first, then under the previous one. */
    public CompletionStage<Optional<Lineage>> lineage(List<TokenDigest> candidates) {
        if (candidates.isEmpty()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        return read(
                candidates.stream().map(each -> RedisKeys.digest(each.value())).toList(), "digest");
    }

    /** By its id. */
    public CompletionStage<Optional<Lineage>> lineage(String tokenId) {
        return read(List.of(RedisKeys.token(tokenId)), "token");
    }

    private CompletionStage<Optional<Lineage>> read(List<String> keys, String by) {
        return redis.ask(GRANT, keys, List.of(by, RedisKeys.POLICY, Integer.toString(Lineage.MAX_GENERATIONS)))
                .thenApply(TokenStore::lineageOf);
    }

    private static Optional<Lineage> lineageOf(List<Object> reply) {
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        List<Lineage.Generation> generations = new ArrayList<>();
        for (int i = FIRST_TOKEN; i < reply.size(); i += 2) {
            TokenRecord read = JsonCodec.token(text(reply, i));
            TokenRecord token = i == FIRST_TOKEN ? endingBy(read, text(reply, 1)) : read;
            generations.add(new Lineage.Generation(token, accessListOf(text(reply, i + 1))));
        }
        return Optional.of(new Lineage(
                generations, accountOf(text(reply, 0)), clientOf(text(reply, 2)), accountOf(text(reply, 3))));
    }

    /** A value that is being rotated out ends before its token does. */
    private static TokenRecord endingBy(TokenRecord token, String millis) {
        if (millis.isEmpty()) {
            return token;
        }
        Validity validity = token.terms().validity();
        Instant end = Instant.ofEpochMilli(Long.parseLong(millis));
        return validity.hasEndedBy(end) ? token : token.withTerms(token.terms().within(validity.endingBy(end)));
    }

    /** A list of Lua ends at its first nil, so that what is gone is an empty text. */
    private static String text(List<Object> reply, int position) {
        return (String) reply.get(position);
    }

    /**
     * The account of whoever proves an identity: the one that holds it, or else the one that it would get, which is not
     * written here. Nothing where the scheme opens no accounts, or where the identity was taken from that account.
     *
     * @param at when the identity was seen
     */
    public CompletionStage<Optional<Owner>> accountOf(Identity identity, Instant at) {
        List<String> keys = List.of(
                RedisKeys.identity(identity),
                RedisKeys.firstSight(identity.scheme()),
                RedisKeys.account(FirstSight.accountId(identity)));
        return redis.ask(PROVED, keys, List.of(RedisKeys.ACCOUNT)).thenApply(reply -> {
            Account held = accountOf(text(reply, 0));
            String firstSight = text(reply, 1);
            return held != null || firstSight.isEmpty()
                    ? Optional.ofNullable(held).map(account -> new Owner(account, true))
                    : Optional.of(new Owner(JsonCodec.firstSight(firstSight).accountOf(identity, at), false));
        });
    }

    /**
     * The account of an identity.
     *
     * @param isKept false for the one that the identity would get
     */
    public record Owner(Account account, boolean isKept) {}

    private static @Nullable Client clientOf(String json) {
        return json.isEmpty() ? null : JsonCodec.client(json);
    }

    private static @Nullable AccessList accessListOf(String json) {
        return json.isEmpty() ? null : JsonCodec.accessList(json);
    }

    private static @Nullable Account accountOf(String json) {
        return json.isEmpty() ? null : JsonCodec.account(json);
    }
}
