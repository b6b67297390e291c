package dev.scopegate.store;

import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletionStage;

/** Remembers nonces and challenge answers, so that each is good for one use on all gateways together. */
public final class ReplayGuard {

    private final RedisConnection redis;

    public ReplayGuard(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * Whether nobody has used this before; it is used now.
     *
     * @param what the nonce with the name of its purpose; only its digest is stored
     * @param remember at least as long as it could be valid
     */
    public CompletionStage<Boolean> firstUse(String what, Duration remember) {
        String key = RedisKeys.seen(digest(what));
        return redis.ask(commands -> commands.set(key, "1", SetArgs.Builder.nx().px(Math.max(1, remember.toMillis()))))
                .thenApply("OK"::equals);
    }

    private static String digest(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
