package dev.scopegate.store;

import dev.scopegate.policy.access.Network;
import dev.scopegate.policy.capability.CapabilityRef;
import dev.scopegate.policy.limit.Concurrency;
import dev.scopegate.policy.limit.Limit;
import dev.scopegate.policy.limit.Quota;
import dev.scopegate.policy.limit.RateLimit;
import dev.scopegate.policy.token.AccessList;
import dev.scopegate.policy.token.Account;
import dev.scopegate.policy.token.GrantedCapability;
import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.Revocation;
import dev.scopegate.policy.token.Terms;
import dev.scopegate.policy.token.TokenKind;
import dev.scopegate.policy.token.TokenRecord;
import dev.scopegate.policy.token.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records to store: plain ones by name, or any that the language allows. */
final class Sample {

    static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    static final String OWNER = "acc_owner";

    private final Random random;

    Sample(long seed) {
        this.random = new Random(seed);
    }

    static Account account() {
        return new Account(OWNER, "Owner", Set.of(), List.of(capability("* /**")), List.of(), false, NOON);
    }

    static AccessList accessList(String id) {
        return new AccessList(id, OWNER, "readers", List.of(capability("GET /**")), List.of(), NOON);
    }

    static TokenRecord token(String id) {
        return token(id, null, null, null);
    }

    static TokenRecord token(
            String id, @Nullable String parent, @Nullable String accessList, @Nullable Instant expiresAt) {
        Terms terms = new Terms(null, List.of(), List.of(), Set.of(), Validity.until(expiresAt));
        return new TokenRecord(
                id, TokenKind.CAPABILITY, new Issuance(OWNER, parent, accessList, "", NOON), terms, false, null);
    }

    static GrantedCapability capability(String text) {
        return new GrantedCapability(CapabilityRef.parse(text), List.of());
    }

    TokenRecord anyToken() {
        Issuance issuance = new Issuance(
                word(),
                orNull(this::word),
                orNull(this::word),
                word() + " é \" \\",
                moment(),
                orNull(this::word),
                orNull(this::word));
        Terms terms = new Terms(
                orNull(this::capabilities),
                some(this::limit),
                some(this::network),
                Set.copyOf(some(this::word)),
                new Validity(orNull(this::moment), orNull(this::moment)));
        return new TokenRecord(
                word(),
                one(List.of(TokenKind.values())),
                issuance,
                terms,
                random.nextBoolean(),
                orNull(() -> new Revocation(moment(), word(), word())));
    }

    AccessList anyAccessList() {
        return new AccessList(word(), word(), word(), capabilities(), some(this::limit), moment());
    }

    Account anyAccount() {
        return new Account(
                word(),
                word(),
                Set.copyOf(some(this::word)),
                capabilities(),
                some(this::limit),
                random.nextBoolean(),
                moment());
    }

    Limit limit() {
        return switch (random.nextInt(3)) {
            case 0 -> new Quota(1 + random.nextLong(Quota.MOST), one(List.of(Quota.Refill.values())));
            case 1 ->
                new RateLimit(
                        1 + random.nextInt(1000),
                        Duration.ofMillis(1 + random.nextInt(100_000)),
                        1 + random.nextInt(50));
            default -> new Concurrency(1 + random.nextInt(100_000));
        };
    }

    private List<GrantedCapability> capabilities() {
        return some(() -> new GrantedCapability(
                CapabilityRef.parse(random.nextBoolean() ? "hopr:" + word() : "GET /" + word() + "/{id}/**"),
                some(this::limit)));
    }

    private Network network() {
        return Network.parse(random.nextBoolean() ? "10." + random.nextInt(256) + ".0.0/16" : "2001:db8::/32");
    }

    private Instant moment() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private String word() {
        return "w" + random.nextInt(1_000_000_000);
    }

    private <T> @Nullable T orNull(Supplier<? extends T> supplier) {
        return random.nextBoolean() ? supplier.get() : null;
    }

    private <T> List<T> some(Supplier<? extends T> supplier) {
        return Stream.<T>generate(supplier).limit(random.nextInt(4)).toList();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
