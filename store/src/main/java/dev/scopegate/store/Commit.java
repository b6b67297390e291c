package dev.scopegate.store;

import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.FirstSight;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Subjects;
import dev.scopegate.policy.token.TokenDigest;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of policy: what it expects to find, what it writes, and who makes it. {@link PolicyJournal} carries it out
 * as a whole or not at all; the change log names all tokens, access lists, accounts and catalogues that it writes.
 */
public final class Commit extends Expectations {

    private final AuditEntry audit;

    private Commit(AuditEntry audit) {
        this.audit = audit;
    }

    /**
     * A change that does nothing yet.
     *
     * @param actor id of the account that makes it, or the name of the process
     * @param action what is done, such as {@code tokens.revoke}
     * @param subject on which record
     */
    public static Commit by(String actor, String action, String subject) {
        return new Commit(new AuditEntry(actor, action, subject));
    }

    /** From which address it was asked for. */
    public Commit from(String address) {
        audit.set("address", address);
        return this;
    }

    /** What was there before, as JSON without secrets. */
    public Commit before(String json) {
        audit.set("before", json);
        return this;
    }

    /** What is there now, as JSON without secrets. */
    public Commit after(String json) {
        audit.set("after", json);
        return this;
    }

    /** Names another subject in the change log, for a change that shows in none of the records written. */
    public Commit changed(String subject) {
        instructions().changed(subject);
        return this;
    }

    /** Writes a token and its place in the lists. It and its digests are forgotten 30 days after it expires. */
    public Commit put(TokenRecord token) {
        instructions().put(token);
        return touched(Subjects.token(token.id()), token.issuance().account());
    }

    public Commit put(AccessList list) {
        instructions().set(RedisKeys.accessList(list.id()), JsonCodec.write(list), null);
        instructions().zadd(RedisKeys.accessListsOfAccount(list.owner()), list.createdAt(), list.id());
        return touched(Subjects.accessList(list.id()), list.owner());
    }

    /** Writes an account and claims its name; a name that it gives up is {@linkplain #forgetLogin forgotten} apart. */
    public Commit put(Account account) {
        instructions().set(RedisKeys.account(account.id()), JsonCodec.write(account), null);
        instructions().set(RedisKeys.login(account.name()), account.id(), null);
        instructions().zadd(RedisKeys.ACCOUNTS, account.createdAt(), account.id());
        return touched(Subjects.account(account.id()), account.id());
    }

    /**
     * Writes a profile and claims its e-mail address and identities; what it gives up is {@linkplain #forgetEmail
     * forgotten} apart.
     */
    public Commit put(AccountProfile profile) {
        instructions().set(RedisKeys.profile(profile.account()), JsonCodec.write(profile), null);
        String email = profile.email();
        if (email != null) {
            instructions().set(RedisKeys.email(email), profile.account(), null);
        }
        for (Identity identity : profile.identities()) {
            instructions().set(RedisKeys.identity(identity), profile.account(), null);
        }
        audit.concerns(profile.account());
        return this;
    }

    public Commit put(Client client) {
        instructions().set(RedisKeys.client(client.id()), JsonCodec.write(client), null);
        instructions().zadd(RedisKeys.clientsOfAccount(client.owner()), client.createdAt(), client.id());
        return touched(Subjects.client(client.id()), client.owner());
    }

    public Commit put(FirstSight firstSight) {
        instructions().set(RedisKeys.firstSight(firstSight.scheme()), JsonCodec.write(firstSight), null);
        instructions().member("sadd", RedisKeys.FIRST_SIGHTS, firstSight.scheme());
        return changed(Subjects.firstSight(firstSight.scheme()));
    }

    public Commit put(OperationCatalogue catalogue) {
        instructions().set(RedisKeys.catalogue(catalogue.api()), JsonCodec.write(catalogue), null);
        instructions().member("sadd", RedisKeys.CATALOGUES, catalogue.api());
        return changed(Subjects.catalogue(catalogue.api()));
    }

    /** Remembers which contents of its file a catalogue was published from. */
    public Commit fromFile(String api, String fingerprint) {
        instructions().set(RedisKeys.fileOfCatalogue(api), fingerprint, null);
        return this;
    }

    /**
     * Lets a token be found by its value. A token may have several: while it is rotated, the old one too.
     *
     * @param until when this one ends; null where it lives as long as the token
     */
    public Commit putDigest(TokenDigest digest, String tokenId, @Nullable Instant until) {
        instructions().set(RedisKeys.digest(digest.value()), tokenId, until);
        String end = until == null ? "0" : Long.toString(until.toEpochMilli());
        instructions().hash("hset", RedisKeys.digestsOf(tokenId), digest.value(), end);
        instructions().align(tokenId);
        return changed(Subjects.token(tokenId));
    }

    /**
     * Lets all values that a token has so far end, at once where that moment is past; not those put by this change.
     *
     * @param until when they end, if not sooner
     */
    public Commit endDigests(String tokenId, Instant until) {
        instructions().retire(tokenId, until);
        return changed(Subjects.token(tokenId));
    }

    /** Deletes a token with all its digests. */
    public Commit delete(TokenRecord token) {
        instructions().drop(token.id());
        RedisKeys.indexesOf(token.issuance()).forEach(index -> instructions().member("zrem", index, token.id()));
        String accessList = token.issuance().accessList();
        if (accessList != null) {
            instructions().member("zrem", RedisKeys.livingTokensOfAccessList(accessList), token.id());
        }
        return touched(Subjects.token(token.id()), token.issuance().account());
    }

    public Commit delete(AccessList list) {
        instructions().delete(RedisKeys.accessList(list.id()));
        instructions().member("zrem", RedisKeys.accessListsOfAccount(list.owner()), list.id());
        return touched(Subjects.accessList(list.id()), list.owner());
    }

    /** Deletes an account with its name, not its tokens, access lists and profile. */
    public Commit delete(Account account) {
        instructions().delete(RedisKeys.account(account.id()));
        instructions().delete(RedisKeys.login(account.name()));
        instructions().member("zrem", RedisKeys.ACCOUNTS, account.id());
        return touched(Subjects.account(account.id()), account.id());
    }

    public Commit delete(AccountProfile profile) {
        instructions().delete(RedisKeys.profile(profile.account()));
        String email = profile.email();
        profile.identities().forEach(this::forget);
        audit.concerns(profile.account());
        return email == null ? this : forgetEmail(email);
    }

    /** Deletes a client, not the tokens that were issued through it: they are void without it. */
    public Commit delete(Client client) {
        instructions().delete(RedisKeys.client(client.id()));
        instructions().member("zrem", RedisKeys.clientsOfAccount(client.owner()), client.id());
        return touched(Subjects.client(client.id()), client.owner());
    }

    public Commit delete(FirstSight firstSight) {
        instructions().delete(RedisKeys.firstSight(firstSight.scheme()));
        instructions().member("srem", RedisKeys.FIRST_SIGHTS, firstSight.scheme());
        return changed(Subjects.firstSight(firstSight.scheme()));
    }

    public Commit delete(OperationCatalogue catalogue) {
        instructions().delete(RedisKeys.catalogue(catalogue.api()));
        instructions().member("srem", RedisKeys.CATALOGUES, catalogue.api());
        return changed(Subjects.catalogue(catalogue.api()));
    }

    public Commit deleteDigest(TokenDigest digest, String tokenId) {
        instructions().delete(RedisKeys.digest(digest.value()));
        instructions().hash("hdel", RedisKeys.digestsOf(tokenId), digest.value(), "");
        return changed(Subjects.token(tokenId));
    }

    public Commit forgetLogin(String name) {
        instructions().delete(RedisKeys.login(name));
        return this;
    }

    /** Lets another account have the identity. */
    public Commit forget(Identity identity) {
        instructions().delete(RedisKeys.identity(identity));
        return changed(Subjects.identity(identity));
    }

    public Commit forgetEmail(String email) {
        instructions().delete(RedisKeys.email(email));
        return this;
    }

    @Override
    Commit itself() {
        return this;
    }

    AuditEntry audit() {
        return audit;
    }

    private Commit touched(String subject, String account) {
        audit.concerns(account);
        return changed(subject);
    }
}
