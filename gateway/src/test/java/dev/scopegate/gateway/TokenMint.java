package dev.scopegate.gateway;

import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.Client;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Identity;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.OpaqueToken;
import dev.scopegate.policy.token.Pepper;
import dev.scopegate.policy.token.Revocation;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.Commit;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.RedisConnection;
import io.lettuce.core.RedisClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Writes accounts and tokens as the admin app does, through the journal. */
final class TokenMint implements AutoCloseable {

    static final String ACCOUNT = "acc_0000000000000000000001";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final RedisClient client;
    private final RedisConnection redis;
    private final PolicyJournal journal;
    private final Pepper pepper = Pepper.of(RunningGateway.PEPPER);

    TokenMint(String uri) {
        client = RedisClient.create(uri);
        redis = RedisConnection.open(client, Duration.ofSeconds(5));
        journal = new PolicyJournal(redis);
    }

    /** A token and its record. */
    record Minted(String value, TokenRecord record) {

        String bearer() {
            return "Authorization: Bearer " + value;
        }
    }

    RedisConnection redis() {
        return redis;
    }

    void account() {
        GrantedCapability everything = new GrantedCapability(CapabilityRef.parse("* /**"), List.of());
        commit(Commit.by("test", "account", ACCOUNT)
                .put(new Account(ACCOUNT, "tester", Set.of(), List.of(everything), List.of(), false, NOW)));
    }

    Minted token(List<Limit> limits, String... capabilities) {
        Terms terms = new Terms(granted(capabilities), limits, List.of(), Set.of(), new Validity(null, null));
        return mint(
                TokenKind.CAPABILITY,
                terms,
                OpaqueToken.generate(TokenKind.CAPABILITY, new SecureRandom()).value());
    }

    Minted token(String... capabilities) {
        return token(List.of(), capabilities);
    }

    Minted tokenWith(Terms terms) {
        return mint(
                TokenKind.CAPABILITY,
                terms,
                OpaqueToken.generate(TokenKind.CAPABILITY, new SecureRandom()).value());
    }

    /** An application that signs its calls with this secret, or with none. */
    Client client(String id, @Nullable String secret) {
        String sealed = secret == null ? null : pepper.seal(secret, new SecureRandom());
        Client made = new Client(id, ACCOUNT, "test", sealed, false, NOW);
        commit(Commit.by("test", "client", id).put(made));
        return made;
    }

    /** A token that was issued through an application. */
    Minted through(Client client, String... capabilities) {
        Terms terms = new Terms(granted(capabilities), List.of(), List.of(), Set.of(), Validity.UNBOUND);
        String id = "tok_%022d".formatted(NUMBERS.incrementAndGet());
        Issuance issuance = new Issuance(ACCOUNT, null, null, "", NOW).through(client.id());
        String value =
                OpaqueToken.generate(TokenKind.CAPABILITY, new SecureRandom()).value();
        return keep(new TokenRecord(id, TokenKind.CAPABILITY, issuance, terms, false, null), value);
    }

    /** A token whose value another system chose. */
    Minted foreign(String value, String... capabilities) {
        return mint(
                TokenKind.CAPABILITY,
                new Terms(granted(capabilities), List.of(), List.of(), Set.of(), Validity.UNBOUND),
                value);
    }

    /** A token that was made for whoever proved that identity. */
    Minted tokenOf(Identity identity, String... capabilities) {
        String value =
                OpaqueToken.generate(TokenKind.CAPABILITY, new SecureRandom()).value();
        Terms terms = new Terms(granted(capabilities), List.of(), List.of(), Set.of(), Validity.UNBOUND);
        TokenRecord plain = record(TokenKind.CAPABILITY, terms);
        TokenRecord record =
                new TokenRecord(plain.id(), plain.kind(), Issuance.to(identity, ACCOUNT, "", NOW), terms, false, null);
        commit(Commit.by("test", "issue", record.id()).put(record).putDigest(pepper.digest(value), record.id(), null));
        return new Minted(value, record);
    }

    /** The record of a login; its JWT is the caller's to make. */
    TokenRecord login() {
        TokenRecord record = record(TokenKind.LOGIN, new Terms(null, List.of(), List.of(), Set.of(), Validity.UNBOUND));
        commit(Commit.by("test", "login", record.id()).put(record));
        return record;
    }

    void revoke(TokenRecord record) {
        commit(Commit.by("test", "revoke", record.id()).put(record.revoked(new Revocation(NOW, ACCOUNT, "test"))));
    }

    void commit(Commit commit) {
        journal.commit(commit).toCompletableFuture().join();
    }

    static List<GrantedCapability> granted(String... capabilities) {
        return Arrays.stream(capabilities)
                .map(text -> new GrantedCapability(CapabilityRef.parse(text), List.of()))
                .toList();
    }

    private Minted mint(TokenKind kind, Terms terms, String value) {
        return keep(record(kind, terms), value);
    }

    private Minted keep(TokenRecord record, String value) {
        commit(Commit.by("test", "issue", record.id()).put(record).putDigest(pepper.digest(value), record.id(), null));
        return new Minted(value, record);
    }

    private static TokenRecord record(TokenKind kind, Terms terms) {
        String id = "tok_%022d".formatted(NUMBERS.incrementAndGet());
        return new TokenRecord(id, kind, new Issuance(ACCOUNT, null, null, "", NOW), terms, false, null);
    }

    @Override
    public void close() {
        redis.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
