package dev.scopegate.store;

import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.TokenDigest;

/** What a {@link Commit} expects to find: it writes nothing where one of these does not hold. */
public abstract sealed class Expectations permits Commit {

    private final Instructions instructions = new Instructions();

    /**
     * Expects that the record has not been written since it was read.
     *
     * @param read a token, access list, account, profile, client or catalogue
     */
    public Commit unchanged(Stored<?> read) {
        return expect("is", RedisKeys.record(read.value()), read.raw());
    }

    public Commit absentToken(String id) {
        return expect("absent", RedisKeys.token(id), "");
    }

    public Commit absentAccessList(String id) {
        return expect("absent", RedisKeys.accessList(id), "");
    }

    public Commit absentAccount(String id) {
        return expect("absent", RedisKeys.account(id), "");
    }

    public Commit absentProfile(String accountId) {
        return expect("absent", RedisKeys.profile(accountId), "");
    }

    public Commit absentLogin(String name) {
        return expect("absent", RedisKeys.login(name), "");
    }

    public Commit absentEmail(String email) {
        return expect("absent", RedisKeys.email(email), "");
    }

    public Commit absentIdentity(Identity identity) {
        return expect("absent", RedisKeys.identity(identity), "");
    }

    /** Expects that the account holds the identity. */
    public Commit held(Identity identity, String accountId) {
        return expect("is", RedisKeys.identity(identity), accountId);
    }

    public Commit absentClient(String id) {
        return expect("absent", RedisKeys.client(id), "");
    }

    public Commit absentDigest(TokenDigest digest) {
        return expect("absent", RedisKeys.digest(digest.value()), "");
    }

    public Commit absentCatalogue(String api) {
        return expect("absent", RedisKeys.catalogue(api), "");
    }

    /** Expects that the account has exactly so many tokens. */
    public Commit tokensOfAccount(String id, long count) {
        return expect("card", RedisKeys.tokensOfAccount(id), Long.toString(count));
    }

    /** Expects that exactly so many tokens were issued from the access list. */
    public Commit tokensOfAccessList(String id, long count) {
        return expect("card", RedisKeys.tokensOfAccessList(id), Long.toString(count));
    }

    /** Expects that the token has exactly so many children. */
    public Commit childrenOf(String tokenId, long count) {
        return expect("card", RedisKeys.children(tokenId), Long.toString(count));
    }

    /** Expects that there are exactly so many accounts. */
    public Commit accounts(long count) {
        return expect("card", RedisKeys.ACCOUNTS, Long.toString(count));
    }

    Instructions instructions() {
        return instructions;
    }

    abstract Commit itself();

    private Commit expect(String what, String key, String operand) {
        instructions.expect(what, key, operand);
        return itself();
    }
}
