package dev.scopegate.store;

import dev.scopegate.policy.token.Issuance;
import dev.scopegate.policy.token.TokenRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code commit.lua} is told: expectations and writes, four arguments each, and the keys that they name. */
final class Instructions {

    /** How long an expired token is still told apart from an unknown one. */
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(30);

    /** The latest moment that a score holds exactly. */
    private static final Instant NEVER = Instant.ofEpochMilli((1L << 53) - 1);

    /** In Lua's order: the two logs come first. */
    private final Map<String, Integer> keys = new LinkedHashMap<>();

    private final List<String> expectations = new ArrayList<>();
    private final List<String> described = new ArrayList<>();
    private final List<String> writes = new ArrayList<>();
    private final Set<String> aligned = new LinkedHashSet<>();
    private final Set<String> subjects = new LinkedHashSet<>();

    Instructions() {
        position(RedisKeys.CHANGES);
        position(RedisKeys.AUDIT);
    }

    void expect(String what, String key, String operand) {
        add(expectations, what, key, operand, "");
        described.add(key.substring(RedisKeys.POLICY.length()));
    }

    void set(String key, String value, @Nullable Instant until) {
        add(writes, "set", key, value, until == null ? "" : Long.toString(until.toEpochMilli()));
    }

    void put(TokenRecord token) {
        Instant expiry = token.terms().validity().expiresAt();
        Instant until = expiry == null ? null : expiry.plus(KEPT_AFTER_EXPIRY);
        set(RedisKeys.token(token.id()), JsonCodec.write(token), until);
        Issuance issuance = token.issuance();
        RedisKeys.indexesOf(issuance).forEach(index -> zadd(index, issuance.at(), token.id()));
        String accessList = issuance.accessList();
        if (accessList != null && token.revocation() == null) {
            zadd(RedisKeys.livingTokensOfAccessList(accessList), expiry == null ? NEVER : expiry, token.id());
        } else if (accessList != null) {
            member("zrem", RedisKeys.livingTokensOfAccessList(accessList), token.id());
        }
        align(token.id());
    }

    void delete(String key) {
        add(writes, "del", key, "", "");
    }

    void zadd(String key, Instant score, String member) {
        add(writes, "zadd", key, Long.toString(score.toEpochMilli()), member);
    }

    /** {@code zrem}, {@code sadd} or {@code srem}. */
    void member(String what, String key, String member) {
        add(writes, what, key, "", member);
    }

    /** {@code hset} or {@code hdel}. */
    void hash(String what, String key, String field, String value) {
        add(writes, what, key, field, value);
    }

    /** Lets the token's digests end with its record, once all is written. */
    void align(String tokenId) {
        aligned.add(tokenId);
    }

    /** Comes before all other writes, so that it spares the digests that the same change puts. */
    void retire(String tokenId, Instant until) {
        writes.addAll(
                0,
                List.of(
                        "retire",
                        Integer.toString(position(RedisKeys.digestsOf(tokenId))),
                        Long.toString(Math.max(1, until.toEpochMilli())),
                        ""));
        align(tokenId);
    }

    void drop(String tokenId) {
        delete(RedisKeys.token(tokenId));
        add(writes, "drop", RedisKeys.digestsOf(tokenId), "", "");
        aligned.remove(tokenId);
    }

    void changed(String subject) {
        if (subject.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("subject must stand on one line, but was '" + subject + "'");
        }
        subjects.add(subject);
    }

    List<String> keys() {
        finish();
        return List.copyOf(keys.keySet());
    }

    List<String> arguments(AuditEntry audit) {
        finish();
        List<String> arguments = new ArrayList<>(List.of(
                RedisKeys.DIGEST,
                Long.toString(ChangeLog.MOST_ENTRIES),
                Long.toString(AuditStream.MOST_ENTRIES),
                String.join("\n", subjects),
                Integer.toString(expectations.size() / 4),
                Integer.toString(writes.size() / 4)));
        arguments.addAll(expectations);
        arguments.addAll(writes);
        arguments.addAll(audit.fields());
        return arguments;
    }

    /** What an expectation was about, without what it expected: that may be a secret. */
    String describe(int expectation) {
        return described.get(expectation - 1);
    }

    private void finish() {
        aligned.forEach(id ->
                add(writes, "align", RedisKeys.digestsOf(id), Integer.toString(position(RedisKeys.token(id))), ""));
        aligned.clear();
    }

    private void add(List<String> to, String what, String key, String a, String b) {
        to.addAll(List.of(what, Integer.toString(position(key)), a, b));
    }

    private int position(String key) {
        int next = keys.size() + 1;
        Integer known = keys.putIfAbsent(key, next);
        return known == null ? next : known;
    }
}
