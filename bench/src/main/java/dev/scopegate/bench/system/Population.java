package dev.scopegate.bench.system;

import dev.scopegate.bench.BenchFailure;
import dev.scopegate.policy.capability.Capability;
import dev.scopegate.policy.capability.Operation;
import dev.scopegate.policy.capability.OperationCatalogue;
import dev.scopegate.policy.capability.OperationRef;
import dev.scopegate.policy.decision.DecisionEvent;
import dev.scopegate.policy.decision.Reason;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.OpaqueToken;
import dev.scopegate.policy.token.Pepper;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import dev.scopegate.store.AuditStream;
import dev.scopegate.store.Commit;
import dev.scopegate.store.PolicyJournal;
import dev.scopegate.store.RedisConnection;
import dev.scopegate.store.UsageCounters;
import io.lettuce.core.RedisClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/** One account, the operations of one API, and any number of tokens, written to Redis as policy-admin writes them. */
public final class Population implements AutoCloseable {

    /** Of all Scopegates here. */
    static final String PEPPER = "pepper of the benchmarks";

    static final String API = "bench";
    static final String ACCOUNT = "acc_bench";

    /** Operations of the catalogue; a token with fewer capabilities has the last ones. */
    public static final int OPERATIONS = 100;

    private static final int BATCH = 1_000;
    /** More than a page of tokens has rows. */
    private static final int OWNERS = 100;
    /** More than one search looks through. */
    private static final int CHANGES = 25_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RedisClient client;
    private final RedisConnection redis;
    private final PolicyJournal journal;
    private final Pepper pepper = Pepper.of(PEPPER);
    private final SecureRandom random = new SecureRandom();
    private final Instant begin = Instant.now();
    private int issued;

    /** Writes the account, which may call anything, and the catalogue. */
    Population(RedisMeter meter) {
        client = RedisClient.create(meter.url());
        redis = RedisConnection.open(client, PATIENCE);
        journal = new PolicyJournal(redis);
        GrantedCapability everything = new GrantedCapability(Capability.parse("* /**"), List.of());
        commit(change("account")
                .put(new Account(ACCOUNT, "bench", Set.of(), List.of(everything), List.of(), false, begin))
                .put(OperationCatalogue.of(API, operations())));
    }

    private static List<Operation> operations() {
        return IntStream.range(0, OPERATIONS)
                .mapToObj(i -> new Operation(
                        operation(i), List.of(Capability.parse("GET /api/things" + i + "/{id}")), 1, "", ""))
                .toList();
    }

    private static OperationRef operation(int number) {
        return new OperationRef(API, "thing" + number);
    }

    /** What a token's calls ask for: the last of its capabilities, so that all others are in its way. */
    public static String path() {
        return "/api/things" + (OPERATIONS - 1) + "/42";
    }

    /** What no token of fewer than all capabilities may ask for. */
    public static String otherPath() {
        return "/api/things0/42";
    }

    /** Terms of a token with so many capabilities. */
    public static Terms terms(int capabilities, Limit... limits) {
        return new Terms(granted(capabilities), List.of(limits), List.of(), Set.of(), Validity.UNBOUND);
    }

    private static List<GrantedCapability> granted(int capabilities) {
        return IntStream.range(OPERATIONS - capabilities, OPERATIONS)
                .mapToObj(number -> new GrantedCapability(operation(number), List.of()))
                .toList();
    }

    /** A token and the id of its record. */
    public record Issued(String id, String secret) {

        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }

    /** A new opaque token of these terms. */
    public Issued issue(Terms terms) {
        return issue(terms, 1).getFirst();
    }

    /** So many. */
    public List<Issued> issue(Terms terms, int count) {
        List<Issued> tokens = new ArrayList<>(count);
        inBatches(count, (commit, i) -> {
            String secret = OpaqueToken.generate(TokenKind.CAPABILITY, random).value();
            TokenRecord record = record(TokenKind.CAPABILITY, terms);
            commit.put(record).putDigest(pepper.digest(secret), record.id(), null);
            tokens.add(new Issued(record.id(), secret));
        });
        return tokens;
    }

    /** Accounts, of which some have the newest tokens, and access lists: they do nothing but stand in lists. */
    public void fill(int accounts, int accessLists) {
        inBatches(accounts, (commit, i) -> {
            commit.put(
                    new Account("acc_" + i, "person" + i, Set.of(), List.of(), List.of(), false, begin.plusMillis(i)));
            if (i < OWNERS) {
                commit.put(record("acc_" + i, TokenKind.CAPABILITY, terms(1)));
            }
        });
        inBatches(
                accessLists,
                (commit, i) -> commit.put(
                        new AccessList("acl_" + i, ACCOUNT, "list " + i, granted(1), List.of(), begin.plusMillis(i))));
    }

    /** Decisions in the audit log, half of them refusals; what some of them were counted as; and changes beside them. */
    public void decide(int decisions) {
        AuditStream audit = new AuditStream(redis);
        UsageCounters usage = new UsageCounters(redis);
        usage.count(IntStream.range(0, Math.min(decisions, BATCH))
                .mapToObj(this::decision)
                .toList());
        await(usage.write());
        for (int from = 0; from < decisions; from += BATCH) {
            await(audit.record(IntStream.range(from, Math.min(decisions, from + BATCH))
                    .mapToObj(this::decision)
                    .toList()));
        }
        for (int from = 0; from < Math.min(decisions, CHANGES); from += BATCH) {
            await(CompletableFuture.allOf(IntStream.range(from, from + BATCH)
                    .mapToObj(i -> audit.note(ACCOUNT, "bench.note", ACCOUNT, "127.0.0.1")
                            .toCompletableFuture())
                    .toArray(CompletableFuture[]::new)));
        }
    }

    private DecisionEvent decision(int number) {
        String outcome = number % 2 == 0 ? DecisionEvent.PERMIT : Reason.NO_CAPABILITY.code();
        String target = "GET " + path();
        return new DecisionEvent(
                "dec_" + number, Instant.now(), "things", target, "", outcome, "tok_bench" + number, ACCOUNT);
    }

    private void inBatches(int count, ObjIntConsumer<Commit> each) {
        for (int from = 0; from < count; from += BATCH) {
            Commit commit = change("filling");
            for (int i = from; i < Math.min(count, from + BATCH); i++) {
                each.accept(commit, i);
            }
            commit(commit);
        }
    }

    /** The record of a login, whose capabilities are the account's; the JWT names its id. */
    String login(Limit... limits) {
        Terms terms = new Terms(null, List.of(limits), List.of(), Set.of(), Validity.UNBOUND);
        TokenRecord record = record(TokenKind.LOGIN, terms);
        commit(change("login").put(record));
        return record.id();
    }

    private TokenRecord record(TokenKind kind, Terms terms) {
        return record(ACCOUNT, kind, terms);
    }

    private TokenRecord record(String account, TokenKind kind, Terms terms) {
        int number = issued++;
        Issuance issuance = new Issuance(account, null, null, "job number " + number, begin.plusMillis(number));
        return new TokenRecord("tok_bench" + number, kind, issuance, terms, false, null);
    }

    private static Commit change(String subject) {
        return Commit.by("bench", "bench.fill", subject);
    }

    private void commit(Commit commit) {
        await(journal.commit(commit));
    }

    private static void await(CompletionStage<?> answer) {
        try {
            answer.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted while filling Redis", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchFailure("redis must take what it is filled with, but did not", e);
        }
    }

    @Override
    public void close() {
        redis.close();
        client.shutdown();
    }
}
