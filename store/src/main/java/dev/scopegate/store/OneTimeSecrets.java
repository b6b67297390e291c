package dev.scopegate.store;

import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Remembers for a while what a secret stands for, and gives it out once: challenges, states of a login elsewhere, links
 * that reset a password. Only a digest of the secret is stored.
 */
public final class OneTimeSecrets {

    private final RedisConnection redis;

    public OneTimeSecrets(RedisConnection redis) {
        this.redis = redis;
    }

    /**
     * Remembers.
     *
     * @param purpose what the secret is for: one that was made for something else is none
     */
    public CompletionStage<Void> put(String purpose, String secret, String meaning, Duration remember) {
        SetArgs expiry = SetArgs.Builder.px(Math.max(1, remember.toMillis()));
        return redis.ask(commands -> commands.set(key(purpose, secret), meaning, expiry))
                .thenAccept(done -> {});
    }

    /** What the secret stands for, to the first who asks; nothing to everybody after. */
    public CompletionStage<Optional<String>> take(String purpose, String secret) {
        return redis.ask(commands -> commands.getdel(key(purpose, secret))).thenApply(Optional::ofNullable);
    }

    private static String key(String purpose, String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest((purpose + "\n" + secret).getBytes(StandardCharsets.UTF_8));
            return RedisKeys.once(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
