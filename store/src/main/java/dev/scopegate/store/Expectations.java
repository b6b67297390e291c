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
        return absent(RedisKeys.token(id));
    }

    public Commit absentAccessList(String id) {
        return absent(RedisKeys.accessList(id));
    }

    public Commit absentAccount(String id) {
        return absent(RedisKeys.account(id));
    }

    public Commit absentProfile(String accountId) {
        return absent(RedisKeys.profile(accountId));
    }

    public Commit absentLogin(String name) {
        return absent(RedisKeys.login(name));
    }

    public Commit absentEmail(String email) {
        return absent(RedisKeys.email(email));
    }

    public Commit absentIdentity(Identity identity) {
        return absent(RedisKeys.identity(identity));
    }

    /** Expects that the account holds the identity. */
    public Commit held(Identity identity, String accountId) {
        return expect("is", RedisKeys.identity(identity), accountId);
    }

    public Commit absentClient(String id) {
        return absent(RedisKeys.client(id));
    }

    public Commit absentDigest(TokenDigest digest) {
        return absent(RedisKeys.digest(digest.value()));
    }

    public Commit absentCatalogue(String api) {
        return absent(RedisKeys.catalogue(api));
    }

    /** Expects that the account has exactly so many tokens. */
    public Commit tokensOfAccount(String id, long count) {
        return card(RedisKeys.tokensOfAccount(id), count);
    }

    /** Expects that exactly so many tokens were issued from the access list. */
    public Commit tokensOfAccessList(String id, long count) {
        return card(RedisKeys.tokensOfAccessList(id), count);
    }

    /** Expects that the token has exactly so many children. */
    public Commit childrenOf(String tokenId, long count) {
        return card(RedisKeys.children(tokenId), count);
    }

    /** Expects that there are exactly so many accounts. */
    public Commit accounts(long count) {
        return card(RedisKeys.ACCOUNTS, count);
    }

    Instructions instructions() {
        return instructions;
    }

    abstract Commit itself();

    private Commit absent(String key) {
        return expect("absent", key, "");
    }

    private Commit card(String set, long count) {
        return expect("card", set, Long.toString(count));
    }

    private Commit expect(String what, String key, String operand) {
        instructions.expect(what, key, operand);
        return itself();
    }
}
