package dev.scopegate.store;

import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.*;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One atomic policy change. */
public final class Commit {
    private Commit() {}
    public static Commit by(String actor, String action, String subject) { return new Commit(); }
    public Commit from(String address) { return this; }
    public Commit before(String json) { return this; }
    public Commit after(String json) { return this; }
    public Commit changed(String subject) { return this; }
    public Commit unchanged(Stored<?> read) { return this; }
    public Commit absentToken(String id) { return this; }
    public Commit absentAccessList(String id) { return this; }
    public Commit absentAccount(String id) { return this; }
    public Commit absentProfile(String accountId) { return this; }
    public Commit absentLogin(String name) { return this; }
    public Commit absentEmail(String email) { return this; }
    public Commit absentDigest(TokenDigest digest) { return this; }
    public Commit absentCatalogue(String api) { return this; }
    public Commit tokensOfAccount(String id, long count) { return this; }
    public Commit tokensOfAccessList(String id, long count) { return this; }
    public Commit childrenOf(String tokenId, long count) { return this; }
    public Commit accounts(long count) { return this; }
    public Commit put(TokenRecord token) { return this; }
    public Commit put(AccessList list) { return this; }
    public Commit put(Account account) { return this; }
    public Commit put(AccountProfile profile) { return this; }
    public Commit put(OperationCatalogue catalogue) { return this; }
    public Commit putDigest(TokenDigest digest, String tokenId, @Nullable Instant until) { return this; }
    public Commit delete(TokenRecord token) { return this; }
    public Commit delete(AccessList list) { return this; }
    public Commit delete(Account account) { return this; }
    public Commit delete(AccountProfile profile) { return this; }
    public Commit delete(OperationCatalogue catalogue) { return this; }
    public Commit deleteDigest(TokenDigest digest, String tokenId) { return this; }
    public Commit forgetLogin(String name) { return this; }
    public Commit forgetEmail(String email) { return this; }
}
