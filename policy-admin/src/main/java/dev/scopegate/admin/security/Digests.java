package dev.scopegate.admin.security;

import dev.scopegate.policy.token.Pepper;
import dev.scopegate.policy.token.TokenDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is stored of tokens, under the pepper of now and, while it is being replaced, the one before. */
public final class Digests {

    private final Pepper current;
    private final @Nullable Pepper previous;
    private final SecureRandom random;

    public Digests(Pepper current, @Nullable Pepper previous, SecureRandom random) {
        this.random = random;
        this.current = current;
        this.previous = previous;
    }

    /** What a new token is stored under. */
    public TokenDigest of(String token) {
        return current.digest(token);
    }

    /** Hides what must be read again, under the pepper of now. */
    public String seal(String secret) {
        return current.seal(secret, random);
    }

    /** What was sealed under one of the peppers; nothing where it was sealed under another. */
    public Optional<String> unseal(String sealed) {
        Optional<String> secret = current.unseal(sealed);
        return secret.isPresent() || previous == null ? secret : previous.unseal(sealed);
    }

    /** What a token that was presented may be stored under, the likelier first. */
    public List<TokenDigest> candidates(String token) {
        List<TokenDigest> candidates = new ArrayList<>();
        candidates.add(current.digest(token));
        if (previous != null) {
            candidates.add(previous.digest(token));
        }
        return candidates;
    }
}
