package dev.scopegate.store;

import dev.scopegate.policy.token.Lineage;
import dev.scopegate.policy.token.TokenDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads what a decision depends on. */
public final class TokenStore {
    public TokenStore(RedisConnection redis) {}

    public CompletionStage<Optional<Lineage>> lineage(List<TokenDigest> candidates) { return Pending.notYet(); }
    public CompletionStage<Optional<Lineage>> lineage(String tokenId) { return Pending.notYet(); }
}
